package org.proofmark.rigagent.flash;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The frames of YMODEM: XMODEM blocks with CRC (C. Forsberg, *XMODEM/YMODEM Protocol Reference*,
/// 1988, sections 4, 5 and 8).
///
/// `SOH|STX, number, 255 - number, 128|1024 bytes of data, CRC high, CRC low`
final class YmodemFrame {
    static final byte SOH = 0x01;
    static final byte STX = 0x02;
    static final byte EOT = 0x04;
    static final byte ACK = 0x06;
    static final byte NAK = 0x15;
    static final byte CAN = 0x18;

    /// What a receiver sends to ask for a transfer with CRC.
    static final byte ASK = 'C';

    static final int SMALL = 128;
    static final int LARGE = 1024;

    /// What fills up the last block.
    private static final byte FILL = 0x1A;

    /// Bytes of a frame beside its data.
    private static final int FRAMING = 5;

    private static final int POLYNOMIAL = 0x1021;
    private static final int[] CRC_TABLE = crcTable();

    private YmodemFrame() {}

    /// The block that names a file.
    ///
    /// @throws IllegalArgumentException where name and size do not fit into 1024 bytes
    static byte[] header(String name, long size) {
        var text = (name + "\0" + size).getBytes(StandardCharsets.UTF_8);
        if (text.length >= LARGE || name.isEmpty() || name.indexOf(0) >= 0) {
            throw new IllegalArgumentException(
                    "a file's name in YMODEM wants 1 to 1000 bytes and no NUL, got '" + name + "'");
        }
        return frame(0, Arrays.copyOf(text, text.length < SMALL ? SMALL : LARGE));
    }

    /// The empty block that says: no further file.
    static byte[] endOfBatch() {
        return frame(0, new byte[SMALL]);
    }

    /// A block of the file; one that is not full is filled up, to 128 bytes where they are enough.
    ///
    /// @param number from 1; the frame carries its low 8 bits
    /// @param data where it stands
    /// @param length of it, 1 to 1024
    static byte[] data(long number, byte[] data, int length) {
        var content = Arrays.copyOf(data, length <= SMALL ? SMALL : LARGE);
        Arrays.fill(content, length, content.length, FILL);
        return frame((int) (number & 0xFF), content);
    }

    private static byte[] frame(int number, byte[] content) {
        var frame = new byte[content.length + FRAMING];
        frame[0] = content.length == SMALL ? SOH : STX;
        frame[1] = (byte) number;
        frame[2] = (byte) ~number;
        System.arraycopy(content, 0, frame, 3, content.length);
        int crc = crc(content, content.length);
        frame[frame.length - 2] = (byte) (crc >>> 8);
        frame[frame.length - 1] = (byte) crc;
        return frame;
    }

    /// CRC-16/XMODEM: polynomial 0x1021, begins at 0, not reflected; of `123456789` it is 0x31C3.
    static int crc(byte[] bytes, int length) {
        int crc = 0;
        for (int k = 0; k < length; k++) {
            crc = (crc << 8 & 0xFFFF) ^ CRC_TABLE[(crc >>> 8 ^ bytes[k]) & 0xFF];
        }
        return crc;
    }

    private static int[] crcTable() {
        var table = new int[256];
        for (int value = 0; value < table.length; value++) {
            int crc = value << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            }
            table[value] = crc & 0xFFFF;
        }
        return table;
    }
}
