package org.proofmark.rigagent.gpio;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/// Lets a thread of root be nobody before the file system for a while.
// restricted: it calls the C library
@SuppressWarnings("restricted")
final class OtherUser {
    private static final int NOBODY = 65534;

    private OtherUser() {}

    static void without(Runnable action) {
        var linker = Linker.nativeLinker();
        var function =
                linker.downcallHandle(
                        linker.defaultLookup().find("setfsuid").orElseThrow(),
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        be(function, NOBODY);
        try {
            action.run();
        } finally {
            be(function, 0);
        }
    }

    private static void be(MethodHandle function, int user) {
        try {
            int before = (int) function.invokeExact(user);
            if (before != 0 && before != NOBODY) {
                throw new IllegalStateException("was user " + before);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
