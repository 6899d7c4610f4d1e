package org.proofmark.cli.population;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.proofmark.cli.exit.UnusableInput;

/// Writes a list with keyed digests in place of passwords.
public final class DigestList {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_KEY = 16;
    private static final int MAX_KEY = 4096;

    private final Mac mac;
    private final PrintWriter out;

    /// @param key 16 bytes or more
    public DigestList(byte[] key, PrintWriter out) {
        try {
            this.mac = Mac.getInstance(ALGORITHM);
            this.mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this JDK has no HMAC-SHA-256", e);
        }
        this.out = out;
    }

    /// The key in a file: its text without white space around it.
    ///
    /// @throws UnusableInput where it cannot be read or is too short
    public static byte[] key(Path file) {
        try {
            if (Files.size(file) > MAX_KEY) {
                throw new UnusableInput(file + ": more than " + MAX_KEY + " bytes are no key");
            }
            var key = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
            if (key.length < MIN_KEY) {
                throw new UnusableInput(
                        file
                                + ": the key wants "
                                + MIN_KEY
                                + " characters or more, got "
                                + key.length);
            }
            return key;
        } catch (IOException e) {
            throw new UnusableInput(
                    file + ": cannot be read: no such file, no right to it, or no UTF-8", e);
        }
    }

    /// Writes the list.
    ///
    /// @return how many rows could not be read and are missing
    public long write(String argument, InputStream in, PrintWriter err) {
        try (var file = ListFile.open(argument, in)) {
            var writer = new Writer(file.name(), err);
            out.print("unit_id,batch,password_digest\n");
            file.rows(List.of()).read(writer);
            if (writer.leftOut > 0) {
                err.println(
                        "proofmark: "
                                + writer.leftOut
                                + " rows could not be read and are missing; correct them and digest again");
            }
            return writer.leftOut;
        }
    }

    private final class Writer implements RowSource.Sink {
        private final String name;
        private final PrintWriter err;
        private long leftOut;

        Writer(String name, PrintWriter err) {
            this.name = name;
            this.err = err;
        }

        @Override
        public void row(ListRow row) {
            if (!row.columns().plain()) {
                throw new UnusableInput(name + ": has digests already, no column 'password'");
            }
            int batch = row.columns().names().indexOf("batch");
            out.print(quoted(row.id()));
            out.print(',');
            out.print(batch < 0 ? "" : quoted(row.values().get(batch)));
            out.print(',');
            out.print(row.secret().isEmpty() ? "" : digest(row.secret()));
            out.print('\n');
        }

        @Override
        public void malformed(long line, String what) {
            if (++leftOut <= Problems.MAX_SHOWN) {
                err.println("proofmark: " + name + ":" + line + ": " + what);
            }
        }

        @Override
        public void progress(double part) {
            // The output is the progress.
        }
    }

    private String digest(String password) {
        return HexFormat.of().formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
    }

    private static String quoted(String value) {
        return value.matches("[^\",;\t\r\n]*") ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
