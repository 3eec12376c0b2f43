package io.vmm4j.testkit.install;

import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.NetworkMode;
import io.vmm4j.VmSpec;
import io.vmm4j.VmmHost;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.host.OpenBsdRelease;
import io.vmm4j.install.GuestInstaller;
import io.vmm4j.install.GuestSetup;
import io.vmm4j.install.GuestSetupBuilder;
import io.vmm4j.install.GuestUser;
import io.vmm4j.install.InstallSite;
import io.vmm4j.install.InstalledGuest;
import io.vmm4j.install.OpenBsdInstaller;
import io.vmm4j.install.PasswordHash;
import io.vmm4j.install.RootLogin;
import io.vmm4j.install.SshPublicKey;
import io.vmm4j.operation.Journal;
import io.vmm4j.operation.Operation;
import io.vmm4j.operation.Operations;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.SignifyKey;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.testkit.SimulatedInternet;
import io.vmm4j.testkit.SimulatedMedia;
import io.vmm4j.testkit.WebContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A host that guests are installed on, with mirrors that have what the installers want. */
final class InstallStage implements AutoCloseable {

    static final String CDN = "https://cdn.openbsd.org/pub/OpenBSD/7.9/amd64/";
    static final String DISK = "/var/vmm/web.qcow2";
    static final OpenBsdRelease RELEASE = OpenBsdRelease.ofNumber("7.9").orElseThrow();
    static final SshPublicKey KEY = SshPublicKey.of(
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g ops@example");
    static final PasswordHash HASH = PasswordHash.of("$2b$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe");

    private final SimulatedInternet internet = new SimulatedInternet();
    private final SimulatedHost host;

    InstallStage() {
        this(SimulatedHost.openBsd(), GuestScript.fromMedia());
    }

    InstallStage(SimulatedHostBuilder builder, GuestScript guests) {
        mirror();
        host = builder.otherGuests(guests)
                .mirror(internet)
                .file("/etc/sysctl.conf", "net.inet.ip.forwarding=1\n")
                .pfRule("match out on egress inet from 100.64.0.0/10 to any nat-to (egress)")
                .pfRule("pass in proto { tcp udp } from 100.64.0.0/10 to any port domain rdr-to 9.9.9.9 port domain")
                .build();
        sh("mkdir -p /var/vmm");
    }

    private void mirror() {
        Map<String, WebContent> sets = new LinkedHashMap<>();
        sets.put("bsd.rd", WebContent.of(SimulatedMedia.ramdisk("7.9").bytes()));
        sets.put("install79.iso", WebContent.of(SimulatedMedia.installIso("7.9").bytes()));
        for (String name : List.of("bsd", "base79.tgz", "comp79.tgz", "man79.tgz")) {
            sets.put(name, WebContent.of(SimulatedMedia.set(name, "7.9").bytes()));
        }
        internet.serveSigned(CDN, SignifyKey.ofRelease("7.9"), sets);
    }

    SimulatedHost host() {
        return host;
    }

    SimulatedInternet internet() {
        return internet;
    }

    static VmSpec web() {
        return VmSpec.builder("web")
                .memory("1G")
                .disk(DiskSpec.blank(DiskImage.of("qcow2:" + DISK), DiskSize.of("10G")))
                .network(NetworkMode.local())
                .build();
    }

    static GuestSetupBuilder simple() {
        return GuestSetup.builder("web1.example.com")
                .user(GuestUser.of("ops").withKey(KEY).withPassword(HASH))
                .root(RootLogin.withKey(KEY))
                .timeZone("UTC");
    }

    static GuestInstaller openBsd() {
        return OpenBsdInstaller.of(RELEASE);
    }

    InstallSite site() {
        return site(host.executor());
    }

    InstallSite site(CommandExecutor executor) {
        return InstallSite.on(
                VmmHost.builder(executor).timeline(host.timeline()).build());
    }

    Operations operations(Journal journal) {
        return Operations.on(journal)
                .timeline(host.timeline())
                .worker(Runnable::run)
                .open();
    }

    Operation<InstalledGuest> start(GuestInstaller installer, InstallSite site, GuestSetup setup) {
        return operations(Journal.inMemory()).start(installer.workflow(site, setup), web());
    }

    InstalledGuest install() {
        return start(openBsd(), site(), simple().build()).await();
    }

    String sh(String script) {
        return host.executor().run(Command.oneShot("sh", "-c", script)).stdout();
    }

    /** What an installation may have made and must not leave, of files, processes and VMs; the store of media does not count. */
    List<String> traces() {
        return sh("ls -d /var/www/vmm4j-* /var/vmm/*.qcow2 /var/vmm/*.raw /var/vmm/*.iso /var/db/vmm4j/vms/* /var/db/vmm4j/reservations/* 2>/dev/null;"
                        + " ps -axo command= | sed -n -e '/^httpd/p' -e '/^cat/p'; vmctl status | sed 1d")
                .lines()
                .toList();
    }

    @Override
    public void close() {
        host.close();
    }
}
