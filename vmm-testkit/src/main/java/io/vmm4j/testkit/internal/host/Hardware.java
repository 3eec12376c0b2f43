package io.vmm4j.testkit.internal.host;

import io.vmm4j.testkit.CpuVirtualization;
import io.vmm4j.testkit.internal.fs.FileKind;
import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.io.Devices;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.Sysctls;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What the kernel says about the hardware: dmesg(8), sysctl(8), /dev/vmm. */
final class Hardware {

    private static final DateTimeFormatter C_TIME = DateTimeFormatter.ofPattern(
                    "EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final String BOOT_MESSAGES = "/var/run/dmesg.boot";

    private Hardware() {}

    static void describe(Machine machine, MachineSpec spec) throws SystemError {
        writeBootMessages(machine, spec);
        machine.whenUp(() -> {
            try {
                LeftOverFiles.remove(machine);
                writeBootMessages(machine, spec);
            } catch (SystemError e) {
                throw new UncheckedIOException("the machine could not be booted", e);
            }
        });
        machine.files().makeSpecial("/dev/vmm", FileKind.CHARACTER_DEVICE, 0600, caller -> Devices.OPAQUE.open());
        defineSysctls(machine, spec);
    }

    private static void writeBootMessages(Machine machine, MachineSpec spec) throws SystemError {
        FileText.write(machine.files(), BOOT_MESSAGES, dmesg(spec), 0644);
    }

    private static boolean isIntel(MachineSpec spec) {
        return spec.cpu() != CpuVirtualization.SVM_RVI;
    }

    private static String model(MachineSpec spec) {
        return isIntel(spec) ? "Intel(R) Xeon(R) E-2276G CPU @ 3.80GHz" : "AMD EPYC 3151 4-Core Processor";
    }

    private static String dmesg(MachineSpec spec) {
        long memory = spec.physicalMemory();
        StringBuilder text = new StringBuilder(spec.release().kernelVersion())
                .append("\n    deraadt@amd64.openbsd.org:/usr/src/sys/arch/amd64/compile/GENERIC.MP\n")
                .append(memoryLine("real mem", memory))
                .append(memoryLine("avail mem", memory - memory / 32))
                .append("mainbus0 at root\nbios0 at mainbus0: SMBIOS rev. 3.2\nacpi0 at bios0: ACPI 5.0\n")
                .append("cpu0 at mainbus0: apid 0 (boot processor)\n")
                .append("cpu0: ")
                .append(model(spec))
                .append(isIntel(spec) ? ", 3800.01 MHz, 06-9e-0a\n" : ", 2700.12 MHz, 17-01-02\n")
                .append(
                        "cpu0: FPU,VME,DE,PSE,TSC,MSR,PAE,MCE,CX8,APIC,SEP,MTRR,PGE,MCA,CMOV,PAT,CFLUSH,MMX,FXSR,SSE,SSE2,");
        switch (spec.cpu()) {
            case VMX_EPT ->
                text.append("HTT,SSE3,PCLMUL,VMX,EST,SSSE3,FMA3,CX16,EPT,VPID,NXE,LONG\n")
                        .append("vmm0 at mainbus0: VMX/EPT (using MDS workaround)\n");
            case SVM_RVI ->
                text.append("HTT,SSE3,PCLMUL,SSSE3,FMA3,CX16,SVM,NXE,LONG\n").append("vmm0 at mainbus0: SVM/RVI\n");
            default -> text.append("HTT,SSE3,PCLMUL,SSSE3,FMA3,CX16,NXE,LONG\n");
        }
        return text.append("pci0 at mainbus0 bus 0\nem0 at pci0 dev 3 function 0: address 52:54:00:12:34:56\n")
                .append("sd0 at scsibus1 targ 0 lun 0: <ATA, SSD, 1.0>\n")
                .append("root on sd0a (c0ffee0123456789.a) swap on sd0b dump on sd0b\n")
                .toString();
    }

    private static String memoryLine(String name, long bytes) {
        return name + " = " + bytes + " (" + (bytes >> 20) + "MB)\n";
    }

    private static void defineSysctls(Machine machine, MachineSpec spec) {
        Sysctls sysctls = machine.sysctls();
        sysctls.define("kern.ostype", () -> "OpenBSD");
        sysctls.define("kern.osrelease", () -> spec.release().number());
        sysctls.define("kern.osversion", () -> machine.uname().version());
        sysctls.define(
                "kern.version",
                () -> spec.release().kernelVersion()
                        + "\n    deraadt@amd64.openbsd.org:/usr/src/sys/arch/amd64/compile/GENERIC.MP\n");
        sysctls.define("kern.hostname", machine::hostname);
        AtomicReference<Instant> boot = new AtomicReference<>(machine.timeline().now());
        sysctls.define("kern.boottime", () -> C_TIME.format(boot.get()));
        machine.whenUp(() -> boot.set(machine.timeline().now()));
        sysctls.define("kern.maxproc", () -> "1310");
        sysctls.define("hw.machine", () -> "amd64");
        sysctls.define("hw.model", () -> model(spec));
        sysctls.define("hw.vendor", () -> "Example");
        sysctls.define("hw.product", () -> "Simulated Host");
        for (String name : new String[] {"hw.ncpu", "hw.ncpufound", "hw.ncpuonline"}) {
            sysctls.define(name, () -> Integer.toString(spec.cpus()));
        }
        sysctls.define("hw.physmem", () -> Long.toString(spec.physicalMemory()));
        sysctls.define("hw.usermem", () -> Long.toString(spec.physicalMemory() - 4096));
        sysctls.define("hw.pagesize", () -> "4096");
        sysctls.define("vm.loadavg", () -> "0.22 0.09 0.03");
        number(machine, "hw.smt", 0);
        number(machine, "net.inet.ip.forwarding", 0);
        number(machine, "net.inet6.ip6.forwarding", 0);
        number(machine, "net.inet.ip.redirect", 1);
        number(machine, "kern.maxfiles", 7030);
    }

    private static void number(Machine machine, String name, long value) {
        AtomicLong variable = new AtomicLong(value);
        machine.sysctls()
                .defineNumber(name, () -> Long.toString(variable.get()), text -> variable.set(Long.parseLong(text)));
        machine.whenUp(() -> variable.set(value));
    }
}
