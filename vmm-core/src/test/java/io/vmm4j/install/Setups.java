package io.vmm4j.install;

import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.NetworkMode;
import io.vmm4j.VmSpec;

/** Setups and VMs that tests start from. */
final class Setups {

    static final SshPublicKey KEY = SshPublicKey.of(
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g ops@example");
    static final SshPublicKey OTHER_KEY = SshPublicKey.of(
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj9A second = one's $(key)");
    static final PasswordHash BCRYPT = PasswordHash.of("$2b$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe");
    static final PasswordHash SHA = PasswordHash.of(
            "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1");
    static final SshHostKey HOST_KEY = SshHostKey.generate();

    private Setups() {}

    /** A guest that uses everything, for OpenBSD. */
    static GuestSetupBuilder full() {
        return full(BCRYPT);
    }

    static GuestSetupBuilder full(PasswordHash hash) {
        return GuestSetup.builder("web1.example.com")
                .user(GuestUser.of("ops")
                        .withFullName("Op Erator")
                        .withKey(KEY)
                        .withKey(OTHER_KEY)
                        .withPassword(hash))
                .user(GuestUser.of("dev").withKey(OTHER_KEY))
                .root(RootLogin.withKey(KEY).andPassword(hash))
                .network(GuestNetwork.fixed("10.10.0.5/24", "10.10.0.1", "10.10.0.1", "9.9.9.9"))
                .timeZone("Europe/Amsterdam")
                .addPackage("curl")
                .addPackage("git")
                .firstBoot(FirstBootCommand.script("echo \"it's $(hostname)\" > /etc/motd; false"))
                .firstBoot(FirstBootCommand.script("cat > /root/note <<'END'\na `b` \\c $d\nEND"))
                .hostKey(HOST_KEY);
    }

    static VmSpec openBsd() {
        return VmSpec.builder("web1")
                .memory("1G")
                .disk(DiskSpec.blank(DiskImage.of("qcow2:/var/vmm/web1.qcow2"), DiskSize.of("20G")))
                .kernel(HostPath.of("/var/vmm/bsd.rd"))
                .bootDevice(io.vmm4j.BootDevice.NET)
                .network(NetworkMode.local())
                .build();
    }

    static VmSpec linux() {
        return VmSpec.builder("web1")
                .memory("2G")
                .disk(DiskSpec.blank(DiskImage.of("raw:/var/vmm/web1.raw"), DiskSize.of("20G")))
                .network(NetworkMode.local())
                .build();
    }
}
