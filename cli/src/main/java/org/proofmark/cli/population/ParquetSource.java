package org.proofmark.cli.population;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.proofmark.cli.exit.UnusableInput;

/// A Parquet file, read by DuckDB; every value as text.
final class ParquetSource implements RowSource {
    /// DuckDB takes what it is given; reading one row group after another needs little.
    private static final String MEMORY = "512MB";

    private static final int PROGRESS_ROWS = 1 << 14;
    private final Path file;
    private final String name;
    private final List<String> wanted;

    ParquetSource(Path file, String name, List<String> wanted) {
        this.file = file;
        this.name = name;
        this.wanted = wanted;
    }

    @Override
    public void read(Sink sink) {
        var settings = new Properties();
        settings.setProperty("memory_limit", MEMORY);
        settings.setProperty("jdbc_stream_results", "true");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:", settings)) {
            long all = count(connection);
            var query = "SELECT COLUMNS(*)::VARCHAR FROM " + table();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(query)) {
                each(rows, all, sink);
            }
        } catch (SQLException e) {
            throw new UnusableInput(
                    name
                            + ": no Parquet file that can be read: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private long count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + table())) {
            rows.next();
            return Math.max(1, rows.getLong(1));
        }
    }

    private String table() {
        return "read_parquet('" + file.toString().replace("'", "''") + "')";
    }

    private void each(ResultSet rows, long all, Sink sink) throws SQLException {
        var header = new ArrayList<String>();
        var meta = rows.getMetaData();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            header.add(meta.getColumnLabel(i));
        }
        var columns = Columns.of(header, wanted);
        columns.check(name, wanted);
        for (long row = 1; rows.next(); row++) {
            var values = new ArrayList<String>(header.size());
            for (int i = 0; i < header.size(); i++) {
                var value = rows.getString(i + 1);
                values.add(value == null ? "" : value);
            }
            sink.row(new ListRow(row, columns, values));
            if (row % PROGRESS_ROWS == 0) {
                sink.progress((double) row / all);
            }
        }
    }
}
