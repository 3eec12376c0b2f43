package io.vmm4j.host.internal;

import io.vmm4j.exec.Answer;
import io.vmm4j.host.CpuVirtualization;
import io.vmm4j.host.Finding;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What /var/run/dmesg.boot, the messages of the last boot alone, tells of virtualisation. dmesg(8), vmm(4). */
record BootMessages(Optional<String> attached, Optional<String> flag, boolean readable) {

    private static final Pattern ATTACHED = Pattern.compile("(?m)^vmm0 at mainbus0: (\\S+).*$");
    /** Older releases list the features after the colon, newer ones in groups with words between them. */
    private static final Pattern FLAG = Pattern.compile("(?m)^cpu0: .*\\b(VMX|SVM)\\b");

    /** Those of a host that did not say them. */
    static final BootMessages UNREAD = new BootMessages(Optional.empty(), Optional.empty(), false);

    static BootMessages of(Answer answer) {
        String text = answer.result().stdout();
        return new BootMessages(
                first(ATTACHED, text), first(FLAG, text), answer.result().succeeded() && !text.isBlank());
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    CpuVirtualization cpu() {
        if (attached.isPresent()) {
            return switch (attached.get()) {
                case "VMX/EPT" -> CpuVirtualization.VMX_EPT;
                case "SVM/RVI" -> CpuVirtualization.SVM_RVI;
                default -> CpuVirtualization.UNKNOWN;
            };
        }
        return readable && flag.isEmpty() ? CpuVirtualization.NONE : CpuVirtualization.UNKNOWN;
    }

    Finding cpuSupport() {
        if (attached.isPresent()) {
            return Finding.yes(attachedLine());
        }
        if (!readable) {
            return Finding.unknown("/var/run/dmesg.boot could not be read");
        }
        return flag.isPresent()
                ? Finding.yes("cpu0 has " + flag.get())
                : Finding.no("no vmm0 and neither VMX nor SVM for cpu0 in /var/run/dmesg.boot");
    }

    Finding kernelSupport(boolean deviceExists) {
        if (attached.isPresent()) {
            return Finding.yes(attachedLine() + (deviceExists ? "" : ", but there is no /dev/vmm"));
        }
        if (!readable) {
            return deviceExists
                    ? Finding.unknown("/dev/vmm exists, which tells nothing, and /var/run/dmesg.boot could not be read")
                    : Finding.no("there is no /dev/vmm");
        }
        return Finding.no(
                flag.isPresent()
                        ? "vmm0 did not attach although cpu0 has " + flag.get()
                                + ": virtualisation may be switched off in the machine's setup"
                        : "vmm0 did not attach");
    }

    private String attachedLine() {
        return "vmm0 at mainbus0: " + attached.orElseThrow();
    }
}
