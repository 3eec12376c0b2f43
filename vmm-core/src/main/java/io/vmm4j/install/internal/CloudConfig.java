package io.vmm4j.install.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.vmm4j.install.FirstBootCommand;
import io.vmm4j.install.GuestNetwork;
import io.vmm4j.install.GuestSetup;
import io.vmm4j.install.GuestUser;
import io.vmm4j.install.PackageName;
import io.vmm4j.install.RootLogin;
import io.vmm4j.install.SshHostKey;
import io.vmm4j.install.SshPublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What cloud-init reads: its user data, meta data and network configuration (version 2). */
public final class CloudConfig {

    /** Quoted throughout and never folded, so that no text can be read as a number, a date or a key. */
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build());

    private CloudConfig() {}

    /** The document, after the line that cloud-init knows it by. */
    public static String userData(Map<String, ?> config) {
        return "#cloud-config\n" + yaml(config);
    }

    /** The document alone. */
    public static String yaml(Map<String, ?> document) {
        try {
            return YAML.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts, lists and maps have always a YAML form", e);
        }
    }

    /** The configuration for a setup, its users with that shell. */
    public static Map<String, Object> of(GuestSetup setup, String shell) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("hostname", setup.hostname().shortName());
        setup.hostname()
                .domain()
                .ifPresent(domain -> config.put("fqdn", setup.hostname().value()));
        config.put("preserve_hostname", false);
        config.put("manage_etc_hosts", true);
        config.put("timezone", setup.timeZone().value());
        config.put("disable_root", setup.root().ssh() == RootLogin.Ssh.NO);
        config.put("ssh_pwauth", passwordsBySsh(setup));
        config.put("ssh_deletekeys", true);
        setup.hostKey().ifPresent(key -> config.put("ssh_keys", hostKey(key)));
        config.put("users", users(setup, shell));
        config.put("write_files", List.of(sshdConfig(setup)));
        config.put("growpart", Map.of("mode", "auto"));
        config.put("resize_rootfs", true);
        if (!setup.packages().isEmpty()) {
            config.put("package_update", true);
            config.put(
                    "packages",
                    setup.packages().stream().map(PackageName::value).toList());
        }
        if (!setup.firstBoot().isEmpty()) {
            config.put(
                    "runcmd",
                    setup.firstBoot().stream()
                            .map(FirstBootCommand::script)
                            .map(script -> List.of("/bin/sh", "-c", script))
                            .toList());
        }
        return config;
    }

    /** Whether anybody logs in by SSH with a password. */
    public static boolean passwordsBySsh(GuestSetup setup) {
        return setup.root().ssh() == RootLogin.Ssh.KEYS_AND_PASSWORD
                || setup.users().stream().anyMatch(user -> user.password().isPresent());
    }

    private static Map<String, Object> hostKey(SshHostKey key) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("ed25519_private", key.privateKey());
        keys.put("ed25519_public", key.publicKey().toString());
        return keys;
    }

    private static List<Map<String, Object>> users(GuestSetup setup, String shell) {
        List<Map<String, Object>> users = new ArrayList<>();
        RootLogin root = setup.root();
        users.add(login(
                new LinkedHashMap<>(Map.of("name", "root")),
                root.keys(),
                root.password().map(hash -> hash.text())));
        for (GuestUser user : setup.users()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", user.name().value());
            user.fullName().ifPresent(text -> entry.put("gecos", text));
            entry.put("shell", shell);
            users.add(login(entry, user.keys(), user.password().map(hash -> hash.text())));
        }
        return users;
    }

    private static Map<String, Object> login(
            Map<String, Object> entry, List<SshPublicKey> keys, Optional<String> hash) {
        entry.put("lock_passwd", hash.isEmpty());
        hash.ifPresent(text -> entry.put("hashed_passwd", text));
        if (!keys.isEmpty()) {
            entry.put(
                    "ssh_authorized_keys",
                    keys.stream().map(SshPublicKey::toString).toList());
        }
        return entry;
    }

    private static Map<String, Object> sshdConfig(GuestSetup setup) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("path", LinuxScript.SSHD_CONFIG);
        file.put("permissions", "0644");
        file.put("content", LinuxScript.permitRootLogin(setup.root()));
        return file;
    }

    /** The meta data; another instance id makes cloud-init set the guest up again. */
    public static Map<String, Object> metaData(String instanceId, GuestSetup setup) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("instance-id", instanceId);
        data.put("local-hostname", setup.hostname().shortName());
        return data;
    }

    /**
     * The network configuration of the first interface. It is matched by its Ethernet address where that is known, else by
     * what Linux calls virtio interfaces; the key is what they are called where nothing renames them.
     */
    public static Map<String, Object> network(GuestSetup setup) {
        Map<String, Object> link = new LinkedHashMap<>();
        link.put(
                "match",
                setup.lladdr()
                        .map(address -> Map.of("macaddress", address.value()))
                        .orElse(Map.of("name", "e*")));
        if (setup.network() instanceof GuestNetwork.Fixed fixed) {
            link.put("dhcp4", false);
            link.put("addresses", List.of(fixed.cidr()));
            Map<String, Object> route = new LinkedHashMap<>();
            route.put("to", "0.0.0.0/0");
            route.put("via", fixed.gateway().toString());
            link.put("routes", List.of(route));
            Map<String, Object> names = new LinkedHashMap<>();
            names.put(
                    "addresses",
                    fixed.nameservers().stream().map(Object::toString).toList());
            setup.hostname().domain().ifPresent(domain -> names.put("search", List.of(domain)));
            link.put("nameservers", names);
        } else {
            link.put("dhcp4", true);
        }
        Map<String, Object> network = new LinkedHashMap<>();
        network.put("version", 2);
        network.put("ethernets", Map.of("eth0", link));
        return network;
    }
}
