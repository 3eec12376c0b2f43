package io.vmm4j.testkit.internal.openbsd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.testkit.SimulatedLabel;
import io.vmm4j.testkit.SimulatedLabel.Kind;
import io.vmm4j.testkit.internal.board.SystemArea;
import io.vmm4j.testkit.internal.vmd.image.VirtualDisk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An installed OpenBSD as it lies on a disk, in JSON.
 *
 * @param version its release, {@code 7.8}
 * @param hostname its full name
 * @param rootPassword as it was answered
 * @param rootKeys root's authorized keys
 * @param users who else is there
 * @param sshd whether sshd(8) starts
 * @param rootLogin no, yes or prohibit-password
 * @param serial whether it has its console on the serial line
 * @param interfaces {@code autoconf} or address and prefix, by name
 * @param timezone its zone
 * @param sets what is installed
 * @param keySeed what its host key comes from; 0 before it has booted for the first time
 */
record InstalledSystem(
        String version,
        String hostname,
        String rootPassword,
        List<String> rootKeys,
        List<InstalledUser> users,
        boolean sshd,
        String rootLogin,
        boolean serial,
        Map<String, String> interfaces,
        String timezone,
        List<String> sets,
        long keySeed) {

    private static final ObjectMapper JSON = new ObjectMapper();

    InstalledSystem {
        rootKeys = List.copyOf(rootKeys);
        users = List.copyOf(users);
        interfaces = new LinkedHashMap<>(interfaces);
        sets = List.copyOf(sets);
    }

    static InstalledSystem of(Installation state) {
        return new InstalledSystem(
                state.release.version(),
                state.fullName(),
                state.rootPassword,
                state.rootKey.equals("none") ? List.of() : List.of(state.rootKey),
                state.user.stream().toList(),
                state.sshd,
                state.rootLogin,
                state.serial,
                state.interfaces,
                state.timezone,
                state.sets,
                0);
    }

    InstalledSystem withKeySeed(long seed) {
        return new InstalledSystem(
                version,
                hostname,
                rootPassword,
                rootKeys,
                users,
                sshd,
                rootLogin,
                serial,
                interfaces,
                timezone,
                sets,
                seed);
    }

    /** Its host name up to the first dot. */
    String shortName() {
        return hostname.replaceFirst("\\..*", "");
    }

    void write(VirtualDisk disk) {
        SystemArea.write(disk, new SimulatedLabel(Kind.SYSTEM, OpenBsd.NAME, version), toJson());
    }

    /** The one on a disk; empty if there is none. */
    static Optional<InstalledSystem> read(VirtualDisk disk) {
        return SystemArea.labelOf(disk)
                .filter(label -> label.kind() == Kind.SYSTEM && label.name().equals(OpenBsd.NAME))
                .flatMap(label -> SystemArea.read(disk).map(text -> parse(label.version(), text)));
    }

    private String toJson() {
        ObjectNode root = JSON.createObjectNode()
                .put("hostname", hostname)
                .put("rootPassword", rootPassword)
                .put("sshd", sshd)
                .put("rootLogin", rootLogin)
                .put("serial", serial)
                .put("timezone", timezone)
                .put("keySeed", keySeed);
        rootKeys.forEach(root.putArray("rootKeys")::add);
        sets.forEach(root.putArray("sets")::add);
        ObjectNode devices = root.putObject("interfaces");
        interfaces.forEach(devices::put);
        var people = root.putArray("users");
        users.forEach(user -> people.addObject()
                .put("name", user.name())
                .put("fullName", user.fullName())
                .put("password", user.password())
                .put("key", user.key()));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InstalledSystem parse(String version, String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not what an installation wrote: " + text, e);
        }
        Map<String, String> devices = new LinkedHashMap<>();
        root.path("interfaces")
                .properties()
                .forEach(entry -> devices.put(entry.getKey(), entry.getValue().asText()));
        List<InstalledUser> people = new ArrayList<>();
        root.path("users")
                .forEach(user -> people.add(new InstalledUser(
                        user.path("name").asText(),
                        user.path("fullName").asText(),
                        user.path("password").asText(),
                        user.path("key").asText())));
        return new InstalledSystem(
                version,
                root.path("hostname").asText(),
                root.path("rootPassword").asText(),
                strings(root.path("rootKeys")),
                people,
                root.path("sshd").asBoolean(),
                root.path("rootLogin").asText(),
                root.path("serial").asBoolean(),
                devices,
                root.path("timezone").asText(),
                strings(root.path("sets")),
                root.path("keySeed").asLong());
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(each -> strings.add(each.asText()));
        return strings;
    }
}
