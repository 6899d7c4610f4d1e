package org.proofmark.controller.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.proofmark.controller.testing.Postgres;
import org.proofmark.domain.run.RigId;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/// What keeps a controller from a PostgreSQL database is said so that a person can act on it.
public class PostgresStartTest {
    private static final String OWNER = "0123";
    private static final RigId RIG = new RigId("rig-1");

    private Postgres server;

    @BeforeClass
    void make() {
        server = new Postgres();
    }

    @AfterClass(alwaysRun = true)
    void remove() {
        if (server != null) {
            server.close();
        }
    }

    private static Store open(DatabaseAccess access) {
        return SqlStore.open(access, OWNER, () -> {});
    }

    private static void assertRefused(DatabaseAccess access, String... says) {
        assertThatThrownBy(() -> open(access).close())
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(says)
                .hasMessageContaining(access.url().toString());
    }

    @Test
    public void aServerThatIsNotThereIsNamed() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        assertRefused(
                new DatabaseAccess(
                        new DatabaseUrl("127.0.0.1", port, "d", "u", Map.of()), Optional.empty()),
                "cannot reach the server",
                "127.0.0.1:" + port);
    }

    @Test
    public void aWrongPasswordIsSaidWithWhereItComesFromAndIsNotRepeated() {
        var access = server.access("postgres", "postgres", "a wr0ng one");
        assertRefused(access, "password of postgres is wrong", "--database-password-file");
        assertThatThrownBy(() -> open(access)).hasMessageNotContaining("wr0ng");
        assertThat(access.toString()).doesNotContain("wr0ng");
    }

    @Test
    public void aPasswordThatIsMissingIsAskedFor() {
        var access =
                new DatabaseAccess(
                        server.access("postgres", "postgres", "").url(), Optional.empty());
        assertRefused(access, "wants a password of postgres", "PROOFMARK_DATABASE_PASSWORD");
    }

    @Test
    public void aPasswordOfPgpassIsFound() throws Exception {
        var access = server.database();
        var url = access.url();
        var file = Files.createTempFile("pgpass", "");
        Files.writeString(
                file,
                "%s:%d:%s:%s:%s%n"
                        .formatted(
                                url.host(),
                                url.port(),
                                url.database(),
                                url.user(),
                                access.password().orElseThrow()));
        // the driver's own way to name another file than ~/.pgpass
        System.setProperty("org.postgresql.pgpassfile", file.toString());
        try (var store = open(new DatabaseAccess(url, Optional.empty()))) {
            assertThat(store.campaigns().campaigns()).isEmpty();
        } finally {
            System.clearProperty("org.postgresql.pgpassfile");
            Files.delete(file);
        }
    }

    @Test
    public void aRoleThatIsNotThereIsRefusedLikeAWrongPassword() {
        assertRefused(server.access("nobody", "postgres", "x"), "password of nobody is wrong");
    }

    @Test
    public void aDatabaseThatIsNotThereIsNamedWithHowToMakeIt() {
        assertRefused(
                server.access("postgres", "no_such", "of postgres"),
                "createdb -O postgres no_such");
    }

    @Test
    public void aRoleWithoutRightsIsToldWhichItNeeds() {
        var name = server.database().url().database();
        server.execute("postgres", "CREATE ROLE poor LOGIN PASSWORD 'poor'");
        assertRefused(
                server.access("poor", name, "poor"),
                "may not make or use tables",
                "ALTER DATABASE " + name + " OWNER TO poor");
    }

    @Test
    public void anOwnerThatIsNoSuperuserIsEnough() {
        var name = server.database().url().database();
        server.execute(
                "postgres",
                "CREATE ROLE plain LOGIN PASSWORD 'plain'",
                "ALTER DATABASE " + name + " OWNER TO plain");
        try (var store = open(server.access("plain", name, "plain"))) {
            assertThat(store.campaigns().campaigns()).isEmpty();
        }
    }

    @Test
    public void aDatabaseOfANewerProofmarkIsLeftAlone() {
        var access = server.database();
        open(access).close();
        server.execute(
                access.url().database(),
                "INSERT INTO flyway_schema_history SELECT 100, '99', 'later', 'SQL',"
                        + " 'V99__later.sql', 1, 'x', now(), 1, true");
        assertRefused(access, "newer Proofmark", "V99__later.sql");
    }

    @Test
    public void tablesOfSomebodyElseAreLeftAlone() {
        var access = server.database();
        server.execute(access.url().database(), "CREATE TABLE theirs (x int)");
        assertRefused(access, "not Proofmark's");
    }

    @Test
    public void textThatIsNotUnicodeIsRefused() {
        server.execute(
                "postgres",
                "CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"
                        + " LOCALE_PROVIDER libc TEMPLATE template0");
        assertRefused(server.access("postgres", "latin", "of postgres"), "LATIN1", "createdb");
    }

    @Test
    public void theDatabaseOfAnotherControllerIsRefused() {
        var access = server.database();
        open(access).close();
        assertThatThrownBy(() -> SqlStore.open(access, "4567", () -> {}))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another CA")
                .hasMessageContaining("4567");
        // and the refused one has taken nothing
        open(access).close();
    }

    @Test
    public void aSecondControllerIsRefusedAndHearsOfTheFirst() {
        var access = server.database();
        try (var first = open(access)) {
            assertRefused(
                    access,
                    "another controller uses database",
                    "proofmark controller, pid " + ProcessHandle.current().pid(),
                    "stop it");
            first.fleet().addToken("hash", RIG, java.time.Instant.EPOCH);
        }
        open(access).close();
    }

    @Test
    public void whoWasCutOffWhileAnotherTookOverWritesNoMore() throws Exception {
        var access = server.database();
        var lost = new CompletableFuture<Void>();
        try (var first = SqlStore.open(access, OWNER, () -> lost.complete(null))) {
            first.fleet().addToken("before", RIG, java.time.Instant.EPOCH);
            // what a takeover leaves
            server.execute(
                    access.url().database(), "UPDATE claim SET epoch = 'of another controller'");
            assertThatThrownBy(() -> first.fleet().addToken("after", RIG, java.time.Instant.EPOCH))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("taken database")
                    .hasMessageContaining("must be stopped");
            // the watch says so too, when it looks: here since its connection is cut
            server.execute(
                    "postgres",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                            + access.url().database()
                            + "'");
            lost.get(120, TimeUnit.SECONDS);
        }
    }
}
