package io.vmm4j.install.internal;

import io.vmm4j.install.GuestNetwork;
import io.vmm4j.install.GuestSetup;
import io.vmm4j.install.HostAddresses;
import io.vmm4j.install.PackageName;
import io.vmm4j.install.PasswordHash;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what debconf-set-selections(1) reads: one answer a line, owner, question, type and value. */
public final class Preseed {

    private static final String DIRECTORY = "/debian";

    private final StringBuilder text = new StringBuilder();

    private Preseed() {}

    private void set(String question, String type, String value) {
        text.append("d-i ").append(question).append(' ').append(type);
        if (!value.isEmpty()) {
            text.append(' ').append(value);
        }
        text.append('\n');
    }

    private void string(String question, String value) {
        set(question, "string", value);
    }

    private void select(String question, String value) {
        set(question, "select", value);
    }

    private void yes(String question) {
        set(question, "boolean", "true");
    }

    private void no(String question) {
        set(question, "boolean", "false");
    }

    /** The file; the script is run in the new system at the end, and comes in base64 as no quoting survives debconf. */
    public static String of(GuestSetup setup, String mirror, String disk, String script) {
        Preseed file = new Preseed();
        file.locale();
        file.network(setup);
        file.mirror(mirror);
        file.accounts(setup);
        file.clock(setup);
        file.disk(disk);
        file.packages(setup);
        file.end(script);
        return file.text.toString();
    }

    private void locale() {
        string("debian-installer/locale", "en_US.UTF-8");
        select("keyboard-configuration/xkb-keymap", "us");
    }

    private void network(GuestSetup setup) {
        select("netcfg/choose_interface", "auto");
        if (setup.network() instanceof GuestNetwork.Fixed fixed) {
            yes("netcfg/disable_autoconfig");
            string("netcfg/get_ipaddress", fixed.address().toString());
            string("netcfg/get_netmask", fixed.subnet().netmask().toString());
            string("netcfg/get_gateway", fixed.gateway().toString());
            string("netcfg/get_nameservers", nameservers(fixed));
            yes("netcfg/confirm_static");
        }
        string("netcfg/get_hostname", setup.hostname().shortName());
        string("netcfg/get_domain", setup.hostname().domain().orElse(""));
        // A name that DHCP gives must not win.
        string("netcfg/hostname", setup.hostname().shortName());
    }

    private static String nameservers(GuestNetwork.Fixed fixed) {
        return fixed.nameservers().stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    private void mirror(String host) {
        string("mirror/country", "manual");
        string("mirror/http/hostname", host);
        string("mirror/http/directory", DIRECTORY);
        string("mirror/http/proxy", "");
    }

    private void accounts(GuestSetup setup) {
        yes("passwd/root-login");
        // "!" is what no password matches.
        set(
                "passwd/root-password-crypted",
                "password",
                setup.root().password().map(PasswordHash::text).orElse("!"));
        no("passwd/make-user");
    }

    private void clock(GuestSetup setup) {
        String zone = setup.timeZone().value();
        yes("clock-setup/utc");
        string("time/zone", zone.equals("UTC") ? "Etc/UTC" : zone);
        yes("clock-setup/ntp");
    }

    private void disk(String disk) {
        string("partman-auto/disk", disk);
        string("partman-auto/method", "regular");
        select("partman-auto/choose_recipe", "atomic");
        yes("partman-partitioning/confirm_write_new_label");
        select("partman/choose_partition", "finish");
        yes("partman/confirm");
        yes("partman/confirm_nooverwrite");
        yes("grub-installer/only_debian");
        no("grub-installer/with_other_os");
        string("grub-installer/bootdev", disk);
        string("debian-installer/add-kernel-opts", LinuxRules.CONSOLE);
    }

    private void packages(GuestSetup setup) {
        text.append("tasksel tasksel/first multiselect standard, ssh-server\n");
        if (!setup.packages().isEmpty()) {
            string(
                    "pkgsel/include",
                    setup.packages().stream().map(PackageName::value).collect(Collectors.joining(" ")));
        }
        select("pkgsel/upgrade", "none");
        no("apt-setup/cdrom/set-first");
        text.append("popularity-contest popularity-contest/participate boolean false\n");
    }

    private void end(String script) {
        string(
                "preseed/late_command",
                "printf %s " + script + " | chroot /target base64 -d > /target/root/vmm4j-setup"
                        + " && chmod 700 /target/root/vmm4j-setup"
                        + " && in-target /bin/sh /root/vmm4j-setup"
                        + " && rm -f /target/root/vmm4j-setup");
        no("cdrom-detect/eject");
        text.append("d-i finish-install/reboot_in_progress note\n");
        yes("debian-installer/exit/poweroff");
    }

    /** What the kernel of the installer is started with. */
    public static List<String> kernelArguments(GuestSetup setup) {
        List<String> arguments = new ArrayList<>(List.of(
                LinuxRules.CONSOLE,
                "auto=true",
                "priority=critical",
                "DEBIAN_FRONTEND=text",
                "url=http://" + HostAddresses.HOST_PLACE + "/preseed.cfg",
                "hostname=" + setup.hostname().shortName(),
                "domain=" + setup.hostname().domain().orElse("")));
        if (setup.network() instanceof GuestNetwork.Fixed fixed) {
            arguments.add("netcfg/disable_autoconfig=true");
            arguments.add("netcfg/get_ipaddress=" + fixed.address());
            arguments.add("netcfg/get_netmask=" + fixed.subnet().netmask());
            arguments.add("netcfg/get_gateway=" + fixed.gateway());
            // A blank would end the argument; the file has all of them.
            arguments.add("netcfg/get_nameservers=" + fixed.nameservers().get(0));
            arguments.add("netcfg/confirm_static=true");
        }
        arguments.add("---");
        return arguments;
    }
}
