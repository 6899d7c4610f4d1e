package org.proofmark.controller.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class DatabaseUrlTest {
    @Test
    public void allPartsAreRead() {
        var url =
                DatabaseUrl.parse(
                        "postgresql://proof%20mark@db.example:6543/certi%2Ffied?sslmode=verify-full");
        assertThat(url)
                .isEqualTo(
                        new DatabaseUrl(
                                "db.example",
                                6543,
                                "certi/fied",
                                "proof mark",
                                Map.of("sslmode", "verify-full")));
        assertThat(url.jdbc())
                .isEqualTo("jdbc:postgresql://db.example:6543/certi%2Ffied?sslmode=verify-full");
    }

    @Test
    public void whatIsLeftOutIsPostgresqlsOwn() {
        var url = DatabaseUrl.parse("jdbc:postgresql://[::1]/proofmark?user=u");
        assertThat(url).isEqualTo(new DatabaseUrl("[::1]", 5432, "proofmark", "u", Map.of()));
        assertThat(DatabaseUrl.parse("postgres://h/d").user())
                .isEqualTo(System.getProperty("user.name"));
    }

    @DataProvider
    Object[][] unusable() {
        return new Object[][] {
            {"", "is no address of a PostgreSQL database"},
            {"/var/lib/proofmark/controller.db", "is no address of a PostgreSQL database"},
            {"jdbc:sqlite:x.db", "is no address of a PostgreSQL database"},
            {"mysql://h/d", "is no address of a PostgreSQL database"},
            {"postgresql://h", "names no database"},
            {"postgresql://h/", "names no database"},
            {"postgresql://h/a/b", "names no database"},
            {"postgresql:///d", "names no host"},
            {"postgresql://a,b/d", "names no host"},
            {"postgresql://h:0/d", "port 0"},
            {"postgresql://h:65536/d", "port 65536"},
            {"postgresql://h:x/d", "names no host"},
            {"postgresql://h/a b", "cannot be read at character 16"},
            {"postgresql://h/d?sslmod=require", "'sslmod'"},
            {"postgresql://h/d?ssl", "'ssl'"},
        };
    }

    @Test(dataProvider = "unusable")
    public void anythingElseIsRefusedWithWhatIsWanted(String text, String says) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(says);
    }

    @DataProvider
    Object[][] withPassword() {
        return new Object[][] {
            {"postgresql://u:s3cret@h/d"},
            {"postgresql://h/d?password=s3cret"},
            {"postgresql://h/d?user=u&sslpassword=s3cret"},
            {"postgresql://u:s3cret@h:port/d e"},
            {"mysql://u:s3cret@h/d"},
        };
    }

    @Test(dataProvider = "withPassword")
    public void aPasswordIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    public void whatIsShownIsReadBackTheSame() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var i = 0; i < 500; i++) {
            var parameters = new TreeMap<String, String>();
            if (random.nextBoolean()) {
                parameters.put("sslrootcert", text(random));
            }
            if (random.nextBoolean()) {
                parameters.put("sslmode", "require");
            }
            var url =
                    new DatabaseUrl(
                            "h" + random.nextInt(9),
                            1 + random.nextInt(65_535),
                            text(random),
                            text(random),
                            parameters);
            assertThat(DatabaseUrl.parse(url.toString())).as("seed %d", seed).isEqualTo(url);
            assertThat(DatabaseUrl.parse(url.jdbc()))
                    .as("seed %d", seed)
                    .isEqualTo(
                            new DatabaseUrl(
                                    url.host(),
                                    url.port(),
                                    url.database(),
                                    System.getProperty("user.name"),
                                    url.parameters()));
        }
    }

    private static String text(Random random) {
        var chars = "abcZ09 _-+%&=?/:@#ü€'\"\\";
        var text = new StringBuilder();
        for (var length = 1 + random.nextInt(8); text.length() < length; ) {
            text.append(chars.charAt(random.nextInt(chars.length())));
        }
        return text.toString();
    }
}
