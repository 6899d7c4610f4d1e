package org.proofmark.cli.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.credential.population.PopulationUnit;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class ReadingListsTest {
    /// Keeps what is read.
    private static final class Kept implements RowSource.Sink {
        private final List<PopulationUnit> units = new ArrayList<>();
        private final List<Long> lines = new ArrayList<>();
        private final List<ListRow> kept = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        @Override
        public void row(ListRow row) {
            units.add(row.unit());
            lines.add(row.line());
            assertThat(row.passingUnit()).isEqualTo(row.unit());
            kept.add(row.alone());
            row.oddity().ifPresent(what -> problems.add(row.line() + " " + what));
        }

        @Override
        public void malformed(long line, String what) {
            problems.add(line + " " + what);
        }

        @Override
        public void progress(double part) {
            assertThat(part).isBetween(0.0, 1.0);
        }

        List<String> passwords() {
            return units.stream().map(PopulationUnit::password).toList();
        }
    }

    private static Kept read(byte[] list, String... wanted) {
        var kept = new Kept();
        try (var file = ListFile.open("-", new ByteArrayInputStream(list))) {
            file.rows(List.of(wanted)).read(kept);
        }
        // One object may have stood for all rows: what was kept of each is still that row.
        assertThat(kept.kept).extracting(ListRow::unit).isEqualTo(kept.units);
        return kept;
    }

    private static Kept read(String list, String... wanted) {
        return read(list.getBytes(StandardCharsets.UTF_8), wanted);
    }

    @Test
    public void columnsAreFoundByTheirNames() {
        var kept = read("Serial Number,MAC-Address,Password\nS1,00:1A:2B:3C:4D:5E,p1\n");
        assertThat(kept.units.getFirst().id()).isEqualTo("S1");
        assertThat(kept.units.getFirst().field("serial")).contains("S1");
        assertThat(kept.units.getFirst().field("mac")).contains("00:1A:2B:3C:4D:5E");
        assertThat(kept.passwords()).containsExactly("p1");
    }

    @Test
    public void onlyTheIdentifiersThatAreAskedForAreKept() {
        var kept = read("unit_id,serial,colour,password\nu,S1,red,p\n", "Colour");
        assertThat(kept.units.getFirst().identifiers()).containsOnlyKeys("colour");
    }

    @DataProvider
    Object[][] spellings() {
        return new Object[][] {
            {"unit_id,password\r\na,1\r\nb,2\r\n"},
            {"unit_id,password\ra,1\rb,2"},
            {"\uFEFFunit_id,password\na,1\nb,2\n"},
            {"unit_id;password\na;1\nb;2\n"},
            {"unit_id\tpassword\na\t1\nb\t2\n\n"},
            {"\"unit_id\",\"password\"\n\"a\",\"1\"\n\"b\",\"2\"\n"},
            {"{\"unit_id\":\"a\",\"password\":1}\n{\"password\":\"2\",\"unit_id\":\"b\"}\n"},
            {
                "\uFEFF{\"unit_id\":\"a\",\"password\":\"1\"}\r\n\r\n{\"unit_id\":\"b\",\"password\":\"2\"}"
            },
        };
    }

    @Test(dataProvider = "spellings")
    public void everySpellingGivesTheSameUnits(String list) {
        var kept = read(list);
        assertThat(kept.problems).isEmpty();
        assertThat(kept.units).extracting(PopulationUnit::id).containsExactly("a", "b");
        assertThat(kept.passwords()).containsExactly("1", "2");
    }

    @Test
    public void quotesHoldSeparatorsQuotesAndLineBreaks() {
        var kept = read("unit_id,password\na,\"x,\"\"y\"\"\nz\"\nb,2\n");
        assertThat(kept.passwords()).containsExactly("x,\"y\"\nz", "2");
        assertThat(kept.lines).containsExactly(2L, 4L);
    }

    @Test
    public void blanksInAPasswordCount() {
        assertThat(read("unit_id,password\na, x \n").passwords()).containsExactly(" x ");
    }

    @Test
    public void rowsThatCannotBeReadAreToldWithTheirLine() {
        var kept =
                read(
                        "unit_id,mac,password\na,00:1A:2B:3C:4D:5E,1\nb,2\nc,nonsense,3\nd,,4\ne,,\"5\n");
        assertThat(kept.passwords()).containsExactly("1", "3", "4");
        assertThat(kept.problems).hasSize(3);
        assertThat(kept.problems.get(0)).startsWith("3 has 2 values; the header has 3");
        assertThat(kept.problems.get(1)).startsWith("4 'nonsense' is no MAC address");
        assertThat(kept.problems.get(2)).startsWith("6 a double quote is not closed");
        assertThat(kept.units.get(1).identifiers()).doesNotContainKey("mac");
    }

    @Test
    public void jsonThatIsNoFlatObjectIsToldWithItsLine() {
        var kept =
                read(
                        """
                        {"unit_id":"a","password":"1"}
                        {"unit_id":"b","password":{"x":1}}
                        {"unit_id":"c"
                        {"unit_id":"d"}
                        [1]
                        {"unit_id":"e","password":null}
                        """);
        assertThat(kept.passwords()).containsExactly("1", "");
        assertThat(kept.problems).hasSize(4);
        assertThat(kept.problems).extracting(p -> p.charAt(0)).containsExactly('2', '3', '4', '5');
    }

    @Test
    public void wrongEncodingsAreToldAndNotGuessed() {
        var latin =
                "unit_id,password\na,m\u00fcsli\nb,fine\n".getBytes(StandardCharsets.ISO_8859_1);
        var kept = read(latin);
        assertThat(kept.problems).singleElement().asString().startsWith("2 not UTF-8");
        assertThat(kept.passwords()).containsExactly("fine");
        assertThat(read("unit_id,password\na,m\u00fcsli\n").passwords())
                .containsExactly("m\u00fcsli");
        for (Charset wide : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
            var list = "\uFEFFunit_id,password\na,1\n".getBytes(wide);
            assertThatThrownBy(() -> read(list))
                    .isInstanceOf(UnusableInput.class)
                    .hasMessageContaining("UTF-16");
        }
    }

    @DataProvider
    Object[][] unusable() {
        return new Object[][] {
            {"", "empty"},
            {"unit_id,secret\na,1\n", "no column 'password'"},
            {"unit_id,password,password\na,1,2\n", "two columns are called 'password'"},
            {"{\"unit_id\":\"a\"}\n", "no column 'password'"},
            {"{\n\"unit_id\":\"a\"}\n", "no line is a JSON object"},
            {"PAR1 and nothing else", "Parquet"},
        };
    }

    @Test(dataProvider = "unusable")
    public void aListThatCannotBeUsedIsRefused(String list, String message) {
        assertThatThrownBy(() -> read(list))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("stdin")
                .hasMessageContaining(message);
    }

    @Test
    public void anIdentifierThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> read("unit_id,password\na,1\n", "imei"))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("no column 'imei'")
                .hasMessageContaining("unit_id, password");
        assertThatThrownBy(() -> ListFile.open("/no/such/list.csv", InputStream.nullInputStream()))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    public void parquetGivesTheSameUnits() throws IOException, SQLException {
        var folder = Files.createTempDirectory("parquet");
        var file = folder.resolve("it's a list.parquet");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute(
                    "COPY (SELECT 'u' || i AS unit_id, i AS serial, DATE '2024-05-01' AS manufactured,"
                            + " CASE WHEN i = 3 THEN NULL ELSE 'p' || i END AS password"
                            + " FROM range(1, 5) t(i)) TO '"
                            + file.toString().replace("'", "''")
                            + "' (FORMAT parquet)");
        }
        var kept = new Kept();
        try (var list = ListFile.open(file.toString(), InputStream.nullInputStream())) {
            list.rows(List.of()).read(kept);
        }
        assertThat(kept.passwords()).containsExactly("p1", "p2", "", "p4");
        assertThat(kept.units.getFirst().field("manufactured")).contains("2024-05-01");
        assertThat(kept.units.getFirst().field("serial")).contains("1");
        Files.delete(file);
        Files.delete(folder);
    }

    /// Property: what is written after RFC 4180 is read as it was.
    @Test
    public void csvComesBackAsItWasWritten() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var passwords = new ArrayList<String>();
            var list = new StringBuilder("unit_id,password\n");
            for (int i = 0; i < random.nextInt(1, 8); i++) {
                var text = new StringBuilder();
                for (int j = random.nextInt(6); j > 0; j--) {
                    text.append("a,\";\n \u00e9\u4e16".charAt(random.nextInt(8)));
                }
                passwords.add(text.toString());
                list.append(i)
                        .append(",\"")
                        .append(text.toString().replace("\"", "\"\""))
                        .append("\"\n");
            }
            assertThat(read(list.toString()).passwords())
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(passwords);
        }
    }

    /// Property: records and their lines are the same wherever the buffers end.
    @Test
    public void recordsAreReadAcrossBuffers() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var ends = List.of("\n", "\r\n", "\r");
        for (int round = 0; round < 6; round++) {
            var list = new StringBuilder("unit_id,password\n");
            var passwords = new ArrayList<String>();
            var lines = new ArrayList<Long>();
            long line = 2;
            while (list.length() < 400_000) {
                var text = new StringBuilder();
                lines.add(line);
                for (int i = random.nextInt(60); i > 0; i--) {
                    boolean breaks = random.nextInt(40) == 0;
                    text.append(breaks ? "\n" : "a;\u00e9,\"\"".substring(random.nextInt(5), 6));
                    line += breaks ? 1 : 0;
                }
                var value = text.toString().replace("\"", "");
                passwords.add(value);
                var end = ends.get(random.nextInt(ends.size()));
                list.append("u,\"").append(value).append('"').append(end);
                line++;
            }
            var kept = read(list.toString());
            assertThat(kept.passwords()).as("seed %d round %d", seed, round).isEqualTo(passwords);
            assertThat(kept.lines).as("seed %d round %d", seed, round).isEqualTo(lines);
            assertThat(kept.problems).isEmpty();
        }
    }

    @Test
    public void aRowThatNeverEndsIsLeftOut() {
        var list =
                "unit_id,password\na," + "x".repeat(TextRows.MAX_RECORD_BYTES) + "\nb,2\nc,\"3\n";
        var kept = read(list + "z".repeat(TextRows.MAX_RECORD_BYTES) + "\nd,4\n");
        assertThat(kept.passwords()).containsExactly("2", "4");
        assertThat(kept.problems).hasSize(2).allMatch(p -> p.contains("longer than 1048576 bytes"));
        assertThat(kept.problems.get(0)).startsWith("2 ");
        assertThat(kept.problems.get(1)).startsWith("4 ");
    }
}
