package org.proofmark.deviceprofiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// The schema and the reader say the same of a profile's shape.
public final class SchemaTest {
    private Schema schema;

    @BeforeClass
    public void load() throws IOException {
        try (var in = ProfileCodec.class.getResourceAsStream(ProfileCodec.SCHEMA)) {
            assertThat(in).isNotNull();
            schema =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(new String(in.readAllBytes(), UTF_8), InputFormat.JSON);
        }
    }

    /// What the schema says against a profile; the reader's own tree is what it is shown.
    private List<String> against(String yaml) {
        var problems = new Problems("x");
        var tree = YamlTree.read(yaml.getBytes(UTF_8), problems);
        if (tree.isEmpty() || !problems.isEmpty()) {
            return List.of("no YAML");
        }
        var json = new JsonText(new Problems("x")).write(tree.get(), "");
        return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
    }

    private static boolean reads(String yaml) {
        try {
            ProfileCodecTest.parse(yaml);
            return true;
        } catch (ProfileException _) {
            return false;
        }
    }

    @DataProvider
    public Object[][] examples() throws IOException {
        try (var all = Files.list(ProfileCodecTest.EXAMPLES)) {
            return all.map(p -> new Object[] {p}).toArray(Object[][]::new);
        }
    }

    @Test(dataProvider = "examples")
    public void everyExampleFitsTheSchema(Path file) throws IOException {
        assertThat(against(Files.readString(file))).isEmpty();
    }

    /// Where the schema refuses, the reader does, too: it never reads what an editor marks as
    /// wrong. (The reader refuses more: it knows what names refer to.)
    @Test
    public void theReaderAcceptsNothingThatTheSchemaRefuses() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var texts = new ArrayList<String>();
        try (var all = Files.list(ProfileCodecTest.EXAMPLES)) {
            for (var file : all.toList()) {
                texts.add(Files.readString(file));
            }
        }
        int read = 0;
        for (int i = 0; i < 600; i++) {
            var mutant = mutate(texts.get(random.nextInt(texts.size())), random);
            if (reads(mutant)) {
                read++;
                assertThat(against(mutant)).as("seed %d, text:%n%s", seed, mutant).isEmpty();
            }
        }
        assertThat(read).isPositive();
    }

    static String mutate(String text, Random random) {
        var lines = new ArrayList<>(text.lines().toList());
        int at = random.nextInt(lines.size());
        var line = lines.get(at);
        switch (random.nextInt(6)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
            case 2 -> lines.set(at, line.replaceFirst(":.*", ": 7"));
            case 3 -> lines.set(at, line.replaceFirst("([a-z-]+):", "$1x:"));
            case 4 -> lines.set(at, line.replaceFirst("[0-9]+", "99999"));
            default -> lines.set(at, line.replaceFirst("\\{.*", "[]"));
        }
        return String.join("\n", lines) + "\n";
    }
}
