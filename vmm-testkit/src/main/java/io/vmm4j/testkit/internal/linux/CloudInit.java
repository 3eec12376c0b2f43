package io.vmm4j.testkit.internal.linux;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.server.HostKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * cloud-init with the datasource NoCloud, in its four stages. What concerns the whole instance is done once for each instance id. Modules
 * that it does not know say nothing.
 */
final class CloudInit {

    /** Where it keeps the id of the instance that it has set up. */
    static final String INSTANCE = "/var/lib/cloud/data/instance-id";

    /** What tells that it is installed on a system that is no image. */
    static final String INSTALLED = "/etc/cloud/cloud.cfg";

    /** Its standing, for {@code cloud-init status}. */
    static final String STATUS = "/run/cloud-init/status";

    private static final DateTimeFormatter RFC_1123 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SYSLOG =
            DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Duration STAGE = Duration.ofSeconds(1);

    private final Inside inside;
    private final Board board;
    private final Seed seed;
    private final Instant start;
    private int process = 310;
    private String stage = "init-local";
    private JsonNode config = MissingNode.getInstance();
    private JsonNode metaData = MissingNode.getInstance();
    private boolean anew;
    private boolean failed;

    CloudInit(Inside inside, Seed seed, Instant start) {
        this.inside = inside;
        this.board = inside.board();
        this.seed = seed;
        this.start = start;
    }

    private double uptime() {
        return Duration.between(start, board.now()).toMillis() / 1000.0;
    }

    /** Says something as the service does. */
    void say(String text) {
        board.print(String.format(Locale.ROOT, "[%12.6f] cloud-init[%d]: %s\n", uptime(), process, text));
    }

    /** Warns in the name of one of its modules. */
    void warn(String module, String text) {
        failed = true;
        say(STAMP.format(board.now()) + " - " + module + "[WARNING]: " + text);
    }

    private void begin(String name) {
        stage = name;
        process += 37;
        board.sleep(STAGE);
        inside.write(STATUS, "running", 0644);
        say(String.format(
                Locale.ROOT,
                "Cloud-init v. %s running '%s' at %s. Up %.2f seconds.",
                inside.distribution().cloudInit(inside.version()),
                stage,
                RFC_1123.format(board.now()),
                uptime()));
    }

    /** Before there is a network: finds the datasource, and sets up the network and the name. */
    void local() {
        begin("init-local");
        metaData = yaml("meta-data", seed.text("meta-data").orElse(""));
        String instance = Yaml.text(metaData.path("instance-id")).orElse("nocloud");
        anew = !instance.equals(inside.read(INSTANCE).map(String::strip).orElse(""));
        config = userData();
        if (!anew) {
            return;
        }
        inside.write(INSTANCE, instance + "\n", 0644);
        NetworkFiles network = new NetworkFiles(inside);
        Optional<String> given = seed.text("network-config");
        List<CardSetup> cards = List.of(CardSetup.dhcp(0));
        if (given.isPresent()) {
            JsonNode document = yaml("network-config", given.get());
            JsonNode inner = document.has("network") ? document.path("network") : document;
            if (inner.path("version").asInt() == 2) {
                cards = network.versionTwo(inner);
            } else {
                warn("stages.py", "failed stage init-local: unsupported network-config version");
            }
        }
        network.write(cards);
        new CloudUsers(this, inside, config).name(metaData);
    }

    private JsonNode userData() {
        String text = seed.text("user-data").orElse("");
        if (text.isBlank() || text.startsWith("#!")) {
            return MissingNode.getInstance();
        }
        if (!text.startsWith("#cloud-config")) {
            String head = text.substring(0, Math.min(24, text.length())).replace("\n", "\\n");
            warn("__init__.py", "Unhandled non-multipart (text/x-not-multipart) userdata: 'b'" + head + "'...'");
            return MissingNode.getInstance();
        }
        return yaml("cloud-config", text);
    }

    /** Reads YAML, or warns and goes on as if there were none. */
    private JsonNode yaml(String what, String text) {
        try {
            JsonNode node = Yaml.read(text);
            if (node.isObject() || node.isMissingNode()) {
                return node;
            }
            warn(
                    "util.py",
                    "Failed loading yaml blob. Yaml load allows (<class 'dict'>,) root types, but got "
                            + node.getNodeType().name().toLowerCase(Locale.ROOT) + " instead (" + what + ")");
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            warn(
                    "util.py",
                    "Failed loading yaml blob. Invalid format at line " + (at == null ? 1 : at.getLineNr()) + " column "
                            + (at == null ? 1 : at.getColumnNr()) + ": \"" + what + "\"");
        }
        return MissingNode.getInstance();
    }

    /** With the network up: people, keys, files. */
    void init() {
        begin("init");
        if (anew) {
            new CloudUsers(this, inside, config).setUp(metaData);
        }
    }

    /** What comes before packages. */
    void config() {
        begin("modules:config");
        if (anew) {
            Yaml.text(config.path("timezone")).ifPresent(zone -> inside.write("/etc/timezone", zone + "\n", 0644));
        }
    }

    /** Packages and commands, and the keys for whoever reads the console. */
    void finish() {
        begin("modules:final");
        if (anew) {
            if (!Yaml.texts(config.path("packages")).isEmpty()) {
                new Packages(inside)
                        .install(config.path("packages"))
                        .ifPresent(failure -> warn("cc_package_update_upgrade_install.py", failure));
            }
            runCommands();
        }
        new HostKey(inside).load().ifPresent(this::showKeys);
        say(String.format(
                Locale.ROOT,
                "Cloud-init v. %s finished at %s. Datasource DataSourceNoCloud [seed=%s][dsmode=net].  Up %.2f seconds",
                inside.distribution().cloudInit(inside.version()),
                RFC_1123.format(board.now()),
                seed.device(),
                uptime()));
        inside.write(STATUS, failed ? "error" : "done", 0644);
    }

    /** All in one script, which goes on after a command that fails; its status is that of the last. */
    private void runCommands() {
        String text = seed.text("user-data").orElse("");
        String script = text.startsWith("#!") ? text : CloudScript.of(config.path("runcmd"));
        if (script.isEmpty()) {
            return;
        }
        String path = "/var/lib/cloud/instance/scripts/" + (text.startsWith("#!") ? "part-001" : "runcmd");
        inside.write(path, script, 0700);
        if (inside.sh(path) != 0) {
            warn(
                    "cc_scripts_user.py",
                    "Failed to run module scripts_user (scripts in /var/lib/cloud/instance/scripts)");
        }
    }

    private void showKeys(HostKeys keys) {
        String head = "<14>" + SYSLOG.format(board.now()) + " cloud-init: ";
        String name = inside.machine().hostname();
        String hashes = head + "#############################################################\n";
        board.print(hashes + head + "-----BEGIN SSH HOST KEY FINGERPRINTS-----\n" + head + "256 " + keys.fingerprint()
                + " root@" + name + " (ED25519)\n" + head + "-----END SSH HOST KEY FINGERPRINTS-----\n" + hashes);
        StringBuilder lines = new StringBuilder("-----BEGIN SSH HOST KEY KEYS-----\n");
        keys.publicLines()
                .forEach(
                        line -> lines.append(line).append(" root@").append(name).append('\n'));
        board.print(lines + "-----END SSH HOST KEY KEYS-----\n");
    }
}
