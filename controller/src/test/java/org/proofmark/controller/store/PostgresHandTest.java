package org.proofmark.controller.store;

import org.proofmark.controller.testing.Postgres;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/// PostgreSQL keeps the contract of operators' hands.
@Test
public class PostgresHandTest extends HandContractTest {
    private Postgres server;
    private DatabaseAccess database;

    @BeforeClass
    void make() {
        server = new Postgres();
        database = server.database();
    }

    @AfterClass(alwaysRun = true)
    void remove() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    Store open() {
        database = server.database();
        return reopen();
    }

    @Override
    Store reopen() {
        return SqlStore.open(
                database,
                "owner",
                () -> {
                    throw new AssertionError("nobody else is there");
                });
    }
}
