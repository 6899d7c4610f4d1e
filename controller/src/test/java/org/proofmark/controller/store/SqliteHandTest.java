package org.proofmark.controller.store;

import org.proofmark.controller.testing.Scratch;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/// SQLite keeps the contract of operators' hands.
@Test
public class SqliteHandTest extends HandContractTest {
    private Scratch scratch;
    private int opened;

    @BeforeClass
    void make() {
        scratch = new Scratch();
    }

    @AfterClass(alwaysRun = true)
    void remove() {
        scratch.close();
    }

    @Override
    Store open() {
        opened++;
        return reopen();
    }

    @Override
    Store reopen() {
        return SqlStore.open(scratch.path().resolve("db-" + opened));
    }
}
