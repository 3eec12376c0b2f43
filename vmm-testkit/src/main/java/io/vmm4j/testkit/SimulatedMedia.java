package io.vmm4j.testkit;

import io.vmm4j.testkit.SimulatedLabel.Kind;
import io.vmm4j.testkit.internal.medium.Qcow2Image;
import java.nio.charset.StandardCharsets;

/**
 * The files that a simulated mirror offers and simulated guests boot. They are small unless {@link SimulatedMedium#ofSize} says
 * otherwise; the same arguments give the same bytes.
 */
public final class SimulatedMedia {

    private static final String OPENBSD = "openbsd";
    private static final long KILOBYTE = 1024;
    private static final long GIGABYTE = 1L << 30;

    private SimulatedMedia() {}

    /** OpenBSD's installer as a kernel: {@code bsd.rd}. */
    public static SimulatedMedium ramdisk(String release) {
        return medium(Kind.RAMDISK, OPENBSD, release, 64 * KILOBYTE);
    }

    /** A kernel of OpenBSD: {@code bsd}. */
    public static SimulatedMedium kernel(String release) {
        return medium(Kind.KERNEL, OPENBSD, release, 64 * KILOBYTE);
    }

    /** OpenBSD's installer with its sets as an ISO image: {@code install78.iso}. */
    public static SimulatedMedium installIso(String release) {
        return iso(OPENBSD, release);
    }

    /** The ISO image of another system: {@code iso("alpine-virt", "3.22")}, {@code iso("debian", "12")}, {@code iso("ubuntu", "24.04")}. */
    public static SimulatedMedium iso(String name, String version) {
        return medium(Kind.ISO, name, version, 128 * KILOBYTE);
    }

    /** A raw disk image of 2 GiB with a system on it: {@code image("debian", "12")}. */
    public static SimulatedMedium image(String name, String version) {
        return medium(Kind.IMAGE, name, version, 2 * GIGABYTE);
    }

    /** The same disk as a qcow2 image of version 3 that vmd(8) takes. */
    public static SimulatedMedium qcow2Image(String name, String version) {
        SimulatedMedium raw = image(name, version);
        byte[] bytes = Qcow2Image.of(raw.head(), raw.size());
        return new SimulatedMedium(raw.label(), bytes, bytes.length);
    }

    /** A file set of OpenBSD: {@code set("base78.tgz", "7.8")}. */
    public static SimulatedMedium set(String name, String release) {
        return medium(Kind.SET, name, release, KILOBYTE);
    }

    /** Any other. */
    public static SimulatedMedium of(SimulatedLabel label, long size) {
        return new SimulatedMedium(label, (label.line() + "\n").getBytes(StandardCharsets.UTF_8), size);
    }

    private static SimulatedMedium medium(Kind kind, String name, String version, long size) {
        return of(new SimulatedLabel(kind, name, version), size);
    }
}
