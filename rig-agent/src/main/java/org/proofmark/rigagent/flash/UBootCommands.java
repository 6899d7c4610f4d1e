package org.proofmark.rigagent.flash;

import java.util.Locale;
import org.proofmark.domain.profile.FlashSpec;

/// Puts numbers into a plan's commands.
final class UBootCommands {
    private static final int BLOCK = 512;

    private final long address;
    private final long size;

    UBootCommands(FlashSpec.UBoot plan, long size) {
        this.address = plan.address();
        this.size = size;
    }

    String render(String command) {
        return command.replace("${address}", hex(address))
                .replace("${size}", hex(size))
                .replace("${blocks}", hex((size + BLOCK - 1) / BLOCK));
    }

    private static String hex(long number) {
        return "0x" + Long.toString(number, 16).toLowerCase(Locale.ROOT);
    }
}
