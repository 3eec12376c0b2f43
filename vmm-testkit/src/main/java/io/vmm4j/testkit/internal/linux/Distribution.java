package io.vmm4j.testkit.internal.linux;

import io.vmm4j.testkit.internal.kernel.Uname;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose Linux it is, and what differs between them and their releases. */
enum Distribution {
    DEBIAN("Debian GNU/Linux", "debian", "/bin/bash"),
    UBUNTU("Ubuntu", "ubuntu", "/bin/bash"),
    ALPINE("Alpine Linux", "alpine", "/bin/ash");

    private final String title;
    private final String defaultUser;
    private final String shell;

    Distribution(String title, String defaultUser, String shell) {
        this.title = title;
        this.defaultUser = defaultUser;
        this.shell = shell;
    }

    /** The one whose name a label has. */
    static Optional<Distribution> named(String name) {
        return Arrays.stream(values()).filter(each -> each.id().equals(name)).findFirst();
    }

    /** Its name in os-release(5) and in labels. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The user of its cloud images. */
    String defaultUser() {
        return defaultUser;
    }

    /** The login shell of people. */
    String shell() {
        return shell;
    }

    /** The host name of a system that nobody has named. */
    String unnamed() {
        return switch (this) {
            case DEBIAN, ALPINE -> "localhost";
            case UBUNTU -> "ubuntu";
        };
    }

    private String codename(String version) {
        return switch (version) {
            case "11" -> "bullseye";
            case "12" -> "bookworm";
            case "13" -> "trixie";
            case "22.04" -> "jammy";
            case "24.04" -> "noble";
            default -> "";
        };
    }

    /** The suite of a release on its mirrors. */
    String suite(String version) {
        return this == ALPINE ? "v" + version : codename(version);
    }

    /** Its full name. */
    String prettyName(String version) {
        return switch (this) {
            case DEBIAN -> title + " " + version + " (" + codename(version) + ")";
            case UBUNTU -> title + " " + version + " LTS";
            case ALPINE -> title + " v" + version;
        };
    }

    String osRelease(String version) {
        return """
                PRETTY_NAME="%s"
                NAME="%s"
                VERSION_ID="%s"
                VERSION_CODENAME=%s
                ID=%s
                """.formatted(prettyName(version), title, version, codename(version), id());
    }

    Uname kernel(String version) {
        String release = switch (this) {
            case DEBIAN -> version.equals("13") ? "6.12.48+deb13-amd64" : "6.1.0-40-amd64";
            case UBUNTU -> version.equals("22.04") ? "5.15.0-157-generic" : "6.8.0-85-generic";
            case ALPINE -> "6.12.50-0-virt";
        };
        return new Uname("Linux", release, "#1 SMP PREEMPT_DYNAMIC", "x86_64");
    }

    /** The version of cloud-init in its images. */
    String cloudInit(String version) {
        return switch (this) {
            case DEBIAN -> version.equals("13") ? "25.1.4" : "22.4.2";
            case UBUNTU -> version.equals("22.04") ? "25.2-0ubuntu1~22.04.1" : "25.2-0ubuntu1~24.04.1";
            case ALPINE -> "25.1.4";
        };
    }

    /** What a getty writes before it asks who is there. */
    String issue(String version, String hostname) {
        return switch (this) {
            case DEBIAN -> "\n" + title + " " + version + " " + hostname + " ttyS0\n\n";
            case UBUNTU -> "\n" + prettyName(version) + " " + hostname + " ttyS0\n\n";
            case ALPINE ->
                "\nWelcome to Alpine Linux " + version + "\nKernel "
                        + kernel(version).release() + " on x86_64 (/dev/ttyS0)\n\n";
        };
    }

    /** The name of a network card. A VM of vmd(8) has no ACPI, so names tell the PCI slot, unless they are the kernel's. */
    String card(int index) {
        return this == ALPINE ? "eth" + index : "enp0s" + (2 + index);
    }

    /** Whether systemd(1) runs it; OpenRC does otherwise. */
    boolean hasSystemd() {
        return this != ALPINE;
    }
}
