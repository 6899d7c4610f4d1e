package org.proofmark.controller.store;

import java.sql.Types;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/// Text that every database takes. PostgreSQL refuses U+0000, and a rig's record with one in its
/// step would be refused for ever: it is stored as U+FFFD.
final class PlainText extends AbstractArgumentFactory<String> {
    private PlainText() {
        super(Types.VARCHAR);
    }

    static Jdbi on(Jdbi jdbi) {
        return jdbi.registerArgument(new PlainText());
    }

    @Override
    protected Argument build(String value, ConfigRegistry config) {
        var plain = value.replace('\0', '\uFFFD');
        return (position, statement, context) -> statement.setString(position, plain);
    }
}
