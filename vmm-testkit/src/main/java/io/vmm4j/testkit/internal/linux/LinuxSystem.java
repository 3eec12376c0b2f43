package io.vmm4j.testkit.internal.linux;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.testkit.SimulatedLabel;
import io.vmm4j.testkit.SimulatedLabel.Kind;
import io.vmm4j.testkit.internal.board.SystemArea;
import io.vmm4j.testkit.internal.vmd.image.VirtualDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Linux as it lies on a disk, in JSON.
 *
 * @param distribution whose it is
 * @param version its release
 * @param accounts root and those that were added
 * @param files what did not come with it
 */
record LinuxSystem(Distribution distribution, String version, List<Account> accounts, List<Entry> files) {

    /**
     * A user.
     *
     * @param name the login name
     * @param uid the user id
     * @param groups the names of all groups, the primary one first
     * @param home the home directory
     * @param shell the login shell
     * @param fullName the gecos field
     * @param password as in shadow(5); empty for who needs none
     */
    record Account(
            String name, int uid, List<String> groups, String home, String shell, String fullName, String password) {
        Account {
            groups = List.copyOf(groups);
        }
    }

    /**
     * A file, or a directory if its path ends in a slash.
     *
     * @param path absolute
     * @param owner the name of its owner
     * @param mode its permission bits
     * @param content its bytes, a character each
     */
    record Entry(String path, String owner, int mode, String content) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    LinuxSystem {
        accounts = List.copyOf(accounts);
        files = List.copyOf(files);
    }

    /** One that nobody has touched since its packages were unpacked: root can log in nowhere. */
    static LinuxSystem pristine(Distribution distribution, String version) {
        Entry sshd = new Entry(
                "/etc/ssh/sshd_config.d/60-cloudimg-settings.conf", "root", 0644, "PasswordAuthentication no\n");
        return new LinuxSystem(
                distribution, version, List.of(), distribution == Distribution.ALPINE ? List.of() : List.of(sshd));
    }

    /** The one on a disk; empty if there is none of these. */
    static Optional<LinuxSystem> read(VirtualDisk disk) {
        return SystemArea.labelOf(disk)
                .filter(label -> label.kind() == Kind.SYSTEM || label.kind() == Kind.IMAGE)
                .flatMap(label -> Distribution.named(label.name())
                        .map(found -> SystemArea.read(disk)
                                .map(text -> parse(found, label.version(), text))
                                .orElseGet(() -> pristine(found, label.version()))));
    }

    /** Whether a disk is an image on which cloud-init runs. */
    static boolean isImage(VirtualDisk disk) {
        return SystemArea.labelOf(disk)
                .filter(label -> label.kind() == Kind.IMAGE)
                .isPresent();
    }

    /** Puts it on a disk; what the disk is remains so, if it is one of its kind. */
    void write(VirtualDisk disk) {
        SimulatedLabel label = SystemArea.labelOf(disk)
                .filter(old ->
                        old.name().equals(distribution.id()) && old.version().equals(version))
                .orElseGet(() -> new SimulatedLabel(Kind.SYSTEM, distribution.id(), version));
        SystemArea.write(disk, label, toJson());
    }

    private String toJson() {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode people = root.putArray("accounts");
        for (Account each : accounts) {
            ObjectNode node = people.addObject()
                    .put("name", each.name())
                    .put("uid", each.uid())
                    .put("home", each.home())
                    .put("shell", each.shell())
                    .put("fullName", each.fullName())
                    .put("password", each.password());
            each.groups().forEach(node.putArray("groups")::add);
        }
        ArrayNode entries = root.putArray("files");
        files.forEach(each -> entries.addObject()
                .put("path", each.path())
                .put("owner", each.owner())
                .put("mode", each.mode())
                .put("content", each.content()));
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LinuxSystem parse(Distribution distribution, String version, String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not what a system wrote: " + text, e);
        }
        List<Account> people = new ArrayList<>();
        for (JsonNode each : root.path("accounts")) {
            List<String> groups = new ArrayList<>();
            each.path("groups").forEach(group -> groups.add(group.asText()));
            people.add(new Account(
                    each.path("name").asText(),
                    each.path("uid").asInt(),
                    groups,
                    each.path("home").asText(),
                    each.path("shell").asText(),
                    each.path("fullName").asText(),
                    each.path("password").asText()));
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode each : root.path("files")) {
            entries.add(new Entry(
                    each.path("path").asText(),
                    each.path("owner").asText(),
                    each.path("mode").asInt(),
                    each.path("content").asText()));
        }
        return new LinuxSystem(distribution, version, people, entries);
    }
}
