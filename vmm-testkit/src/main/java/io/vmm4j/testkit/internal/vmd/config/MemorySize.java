package io.vmm4j.testkit.internal.vmd.config;

import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.libc.ScaledNumber;
import java.util.OptionalLong;

/** A VM's memory as vm.conf(5) says it, rounded down to a megabyte. What is wrong goes to the log. */
final class MemorySize {

    private static final long MEGABYTE = 1L << 20;

    private final ConfMessages messages;

    MemorySize(ConfMessages messages) {
        this.messages = messages;
    }

    OptionalLong parse(String text) {
        try {
            return check(ScaledNumber.scan(text));
        } catch (SystemError e) {
            messages.log("invalid memory size: " + text + ": " + e.errno().text());
            return OptionalLong.empty();
        }
    }

    OptionalLong check(long bytes) {
        if (bytes < MEGABYTE) {
            messages.log("memory size must be at least 1MB");
            return OptionalLong.empty();
        }
        if (bytes > VmParameters.MAX_MEMORY) {
            messages.log("memory size too large (limit is " + ScaledNumber.format(VmParameters.MAX_MEMORY) + ")");
            return OptionalLong.empty();
        }
        return OptionalLong.of(bytes / MEGABYTE * MEGABYTE);
    }
}
