package org.proofmark.controller;

import org.proofmark.controller.testing.Lab;
import org.proofmark.controller.testing.Postgres;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/// Whole campaigns with PostgreSQL behind the controller.
@Test
public class PostgresCampaignTest extends CampaignTest {
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

    @Override
    Lab lab() throws Exception {
        var database = server.database();
        return new Lab(o -> o.withDatabase(database));
    }
}
