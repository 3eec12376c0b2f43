package io.vmm4j.install.internal;

import io.vmm4j.host.OpenBsdRelease;
import io.vmm4j.install.GuestNetwork;
import io.vmm4j.install.GuestSetup;
import io.vmm4j.install.GuestUser;
import io.vmm4j.install.HostAddresses;
import io.vmm4j.install.OpenBsdInstaller;
import io.vmm4j.install.PasswordHash;
import io.vmm4j.install.ResponseFile;
import io.vmm4j.install.ResponseFile.Line;
import io.vmm4j.install.RootLogin;
import io.vmm4j.install.SetsSource;
import io.vmm4j.install.SiteSet;
import io.vmm4j.install.SshPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the answers for a setup, in the order of the installer's questions, so that none is left to a default. */
public final class OpenBsdAnswers {

    /** Where the site set lies on the guest's own server. */
    public static final String SITE_DIRECTORY = "site";

    private static final String LOCKED = "*".repeat(13);
    private static final String NONE = "none";

    private final List<Line> lines = new ArrayList<>();

    private OpenBsdAnswers() {}

    /** The response file. */
    public static ResponseFile of(
            OpenBsdRelease release, GuestSetup setup, SetsSource sets, boolean template, boolean site) {
        OpenBsdAnswers answers = new OpenBsdAnswers();
        answers.system(setup);
        answers.network(setup.network(), setup);
        answers.accounts(setup);
        answers.disk(template);
        answers.sets(release, sets, site);
        return ResponseFile.of(answers.lines);
    }

    private void add(String key, String value) {
        lines.add(new Line(key, value));
    }

    private void system(GuestSetup setup) {
        add("Terminal type", "vt220");
        add("System hostname", setup.hostname().value());
    }

    private void network(GuestNetwork network, GuestSetup setup) {
        add("Network interface to configure", "vio0");
        if (network instanceof GuestNetwork.Fixed fixed) {
            add("IPv4 address for vio0", fixed.address().toString());
            add("Netmask for vio0", fixed.subnet().netmask().toString());
            add("IPv6 address for vio0", NONE);
            add("Network interface to configure", "done");
            add("Default IPv4 route", fixed.gateway().toString());
            add("DNS domain name", setup.hostname().domain().orElse("my.domain"));
            add(
                    "DNS nameservers",
                    fixed.nameservers().stream().map(Object::toString).collect(Collectors.joining(" ")));
        } else {
            add("IPv4 address for vio0", "autoconf");
            add("IPv6 address for vio0", NONE);
            add("Network interface to configure", "done");
        }
    }

    private void accounts(GuestSetup setup) {
        RootLogin root = setup.root();
        add("Password for root account", password(root.password()));
        add("Public ssh key for root account", key(root.keys()));
        add("Start sshd(8) by default", "yes");
        add("Change the default console to com0", "yes");
        add("Which speed should com0 use", "115200");
        if (setup.users().isEmpty()) {
            add("Setup a user", "no");
        } else {
            GuestUser user = setup.users().get(0);
            String name = user.name().value();
            add("Setup a user", name);
            add("Full name for user " + name, user.fullName().orElse(name));
            add("Password for user " + name, password(user.password()));
            add("Public ssh key for user " + name, key(user.keys()));
        }
        add(
                "Allow root ssh login",
                switch (root.ssh()) {
                    case NO -> "no";
                    case KEYS_ONLY -> "prohibit-password";
                    case KEYS_AND_PASSWORD -> "yes";
                });
        add("What timezone are you in", setup.timeZone().value());
    }

    private static String password(Optional<PasswordHash> hash) {
        return hash.map(PasswordHash::text).orElse(LOCKED);
    }

    private static String key(List<SshPublicKey> keys) {
        return keys.stream().findFirst().map(SshPublicKey::toString).orElse(NONE);
    }

    private void disk(boolean template) {
        add("Which disk is the root disk", "sd0");
        add("Encrypt the root disk with a (p)assphrase or (k)eydisk", "no");
        add("Use (W)hole disk", "whole");
        if (template) {
            add(
                    "URL to autopartitioning template for disklabel",
                    "http://" + HostAddresses.HOST_PLACE + "/" + OpenBsdInstaller.TEMPLATE);
        } else {
            add("URL to autopartitioning template for disklabel", NONE);
            add("Use (A)uto layout, (E)dit auto layout, or create (C)ustom layout", "a");
        }
    }

    private void sets(OpenBsdRelease release, SetsSource sets, boolean site) {
        String number = release.major() + "." + release.minor();
        if (sets.server().isPresent()) {
            String place = release.flavour().isPresent() ? "snapshots" : number;
            http(sets.server().get(), sets.directory().orElse("pub/OpenBSD/" + place + "/amd64"), sets.words());
        } else {
            add("Location of sets", "cd0");
            add("Pathname to the sets", sets.directory().orElse(number + "/amd64"));
            add("Set name(s)", sets.words());
            add("Continue without verification", "yes");
        }
        if (site) {
            http("http://" + HostAddresses.HOST_PLACE, SITE_DIRECTORY, SiteSet.name(release) + " done");
            add("Continue without verification", "yes");
        }
        add("Location of sets", "done");
    }

    private void http(String server, String directory, String words) {
        add("Location of sets", "http");
        add("HTTP proxy URL", NONE);
        add("HTTP Server", server);
        add("Server directory", directory);
        add("Set name(s)", words);
    }
}
