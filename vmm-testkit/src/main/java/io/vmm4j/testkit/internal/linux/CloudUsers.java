package io.vmm4j.testkit.internal.linux;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The modules of cloud-init that say who the guest is and who may log in. */
final class CloudUsers {

    private static final String SSHD = "/etc/ssh/sshd_config.d/50-cloud-init.conf";
    private static final String SUDOERS = "/etc/sudoers.d/90-cloud-init-users";

    private final CloudInit cloudInit;
    private final Inside inside;
    private final JsonNode config;

    CloudUsers(CloudInit cloudInit, Inside inside, JsonNode config) {
        this.cloudInit = cloudInit;
        this.inside = inside;
        this.config = config;
    }

    /** The host name: of the user data, else of the meta data. */
    void name(JsonNode metaData) {
        if (Yaml.isTrue(config.path("preserve_hostname"))) {
            return;
        }
        Optional<String> full = Yaml.text(config.path("fqdn"));
        Optional<String> name =
                Yaml.text(config.path("hostname")).or(() -> full).or(() -> Yaml.text(metaData.path("local-hostname")));
        name.ifPresent(found -> {
            String host = found.replaceFirst("\\..*", "");
            inside.setHostname(host);
            if (Yaml.isTrue(config.path("manage_etc_hosts"))) {
                inside.write(
                        "/etc/hosts",
                        "127.0.1.1 " + full.orElse(found) + " " + host + "\n127.0.0.1 localhost\n::1 localhost\n",
                        0644);
            }
        });
    }

    /** Everything else. */
    void setUp(JsonNode metaData) {
        writeFiles();
        hostKeys();
        try {
            users(metaData);
        } catch (SystemError | IllegalArgumentException e) {
            cloudInit.warn("cc_users_groups.py", "Running module users_groups failed: " + e.getMessage());
        }
        Yaml.text(config.path("ssh_pwauth"))
                .ifPresent(value -> inside.write(
                        SSHD,
                        "PasswordAuthentication " + (Yaml.isTrue(config.path("ssh_pwauth")) ? "yes" : "no") + "\n",
                        0600));
    }

    private void writeFiles() {
        for (JsonNode file : config.path("write_files")) {
            String content = file.path("content").asText("");
            String encoding = file.path("encoding").asText("");
            if (encoding.equals("b64") || encoding.equals("base64")) {
                content = new String(Base64.getMimeDecoder().decode(content), StandardCharsets.ISO_8859_1);
            } else {
                content = new String(content.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
            String path = file.path("path").asText();
            String old = Yaml.isTrue(file.path("append")) ? inside.read(path).orElse("") : "";
            inside.write(
                    path,
                    old + content,
                    Integer.parseInt(file.path("permissions").asText("0644"), 8));
        }
    }

    private void hostKeys() {
        HostKey key = new HostKey(inside);
        if (Yaml.isTrue(config.path("ssh_deletekeys"), true)) {
            key.delete();
        }
        JsonNode keys = config.path("ssh_keys");
        Optional<String> secret = Yaml.text(keys.path("ed25519_private"));
        if (secret.isPresent()) {
            key.install(secret.get(), keys.path("ed25519_public").asText(""));
        } else if (!key.exists()) {
            key.generate();
        }
    }

    private void users(JsonNode metaData) throws SystemError {
        List<String> common = new ArrayList<>(Yaml.texts(config.path("ssh_authorized_keys")));
        common.addAll(Yaml.texts(metaData.path("public-keys")));
        JsonNode users = config.path("users");
        String first = "";
        if (!users.isArray()) {
            first = inside.distribution().defaultUser();
            defaultUser(common);
        }
        for (JsonNode user : users) {
            if (user.isTextual() && user.asText().equals("default")) {
                defaultUser(common);
                first = inside.distribution().defaultUser();
            } else if (user.isTextual()) {
                create(user.asText(), "", "/bin/sh", List.of());
            } else {
                user(user);
            }
        }
        password(first);
    }

    private void create(String name, String fullName, String shell, List<String> groups) throws SystemError {
        if (!inside.people().exists(name)) {
            inside.people().add(name, fullName, shell, groups);
        }
    }

    private void defaultUser(List<String> keys) throws SystemError {
        String name = inside.distribution().defaultUser();
        create(name, inside.distribution().prettyName(""), inside.distribution().shell(), List.of("adm", "sudo"));
        inside.people().setKeys(name, keys);
        allowSudo(name, "ALL=(ALL) NOPASSWD:ALL");
    }

    private void allowSudo(String name, String rule) {
        String path = inside.read(SUDOERS).orElse("");
        inside.write(SUDOERS, path + name + " " + rule + "\n", 0440);
    }

    private void user(JsonNode user) throws SystemError {
        String name = user.path("name").asText();
        List<String> groups = new ArrayList<>(Yaml.texts(user.path("groups")));
        create(name, user.path("gecos").asText(""), user.path("shell").asText("/bin/sh"), groups);
        Optional<String> hash = Yaml.text(user.path("hashed_passwd"))
                .or(() -> Yaml.text(user.path("passwd")))
                .or(() -> Yaml.text(user.path("plain_text_passwd")));
        boolean locked = Yaml.isTrue(user.path("lock_passwd"), true);
        inside.people().setPassword(name, locked ? People.LOCKED + hash.orElse("") : hash.orElse(People.NO_PASSWORD));
        List<String> keys = Yaml.texts(user.path("ssh_authorized_keys"));
        if (!keys.isEmpty()) {
            inside.people().setKeys(name, keys);
        }
        for (String rule : sudoRules(user.path("sudo"))) {
            allowSudo(name, rule);
        }
    }

    private static List<String> sudoRules(JsonNode node) {
        return node.isArray() ? Yaml.texts(node) : Yaml.text(node).stream().toList();
    }

    /** The password of the default user, and those of chpasswd. */
    private void password(String defaultUser) {
        if (!defaultUser.isEmpty()) {
            Yaml.text(config.path("password"))
                    .ifPresent(password -> inside.people().setPassword(defaultUser, password));
        }
        for (JsonNode user : config.path("chpasswd").path("users")) {
            if (inside.people().exists(user.path("name").asText())) {
                inside.people()
                        .setPassword(
                                user.path("name").asText(),
                                user.path("password").asText());
            }
        }
    }
}
