package io.vmm4j.pf.internal;

import io.vmm4j.HostPath;
import io.vmm4j.InvalidValueException;
import io.vmm4j.Subnet;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Query;
import io.vmm4j.internal.HostInterface;
import io.vmm4j.internal.Includes;
import io.vmm4j.internal.InterfaceTable;
import io.vmm4j.pf.NetworkName;
import io.vmm4j.pf.PfError;
import io.vmm4j.pf.PfException;
import io.vmm4j.pf.PfInfo;
import io.vmm4j.pf.Pfctl;
import io.vmm4j.plan.FileContent;
import io.vmm4j.vmconf.VmConf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks at a host, in one round trip, and one more for each level of what vm.conf(5) includes. */
final class FactsReader {

    private static final List<String> PATTERNS = List.of(
            Paths.PF_CONF.value(),
            Paths.LOADER.value(),
            "/etc/pf.vmm4j.*.conf",
            Paths.SYSCTL_CONF.value(),
            Paths.VM_CONF.value(),
            Paths.DHCPD_CONF.value(),
            Paths.RC_CONF_LOCAL.value(),
            Paths.UNBOUND_CONF.value(),
            Paths.LEASES.value(),
            "/etc/hostname.veb*",
            "/etc/hostname.vport*",
            "/etc/hostname.bridge*",
            "/etc/hostname.vether*",
            NetworkRecord.DIRECTORY + "/*.json");
    private static final String FORWARDING = "net.inet.ip.forwarding";

    private final CommandExecutor executor;

    private final Query<FileDump> files = FileDump.of(PATTERNS);
    private final Query<InterfaceTable> interfaces = silent(Command.read("ifconfig"), InterfaceTable::parse);
    private final Query<List<Subnet>> routes = silent(Command.read("netstat", "-rnf", "inet"), Routes::parse);
    private final Query<Boolean> forwarding = silent(Command.read("sysctl", FORWARDING), FactsReader::forwards);
    private final Query<Service> dhcpd = service(NetworkFacts.DHCPD);
    private final Query<Service> unbound = service(NetworkFacts.UNBOUND);
    private final Query<Service> vmd = service(NetworkFacts.VMD);
    private final Query<Answer> vmdFlags = raw(Command.read("rcctl", "get", NetworkFacts.VMD, "flags"));
    private final Query<PfInfo> pf = Pfctl.info();
    private final Query<List<String>> mainRules = Pfctl.rules();
    private final Query<List<String>> anchorRules;
    private final Query<Answer> confRules =
            raw(Command.read("pfctl", "-nvf", Paths.PF_CONF.value()).asRoot());
    private final Map<HostPath, Query<Answer>> checks = new LinkedHashMap<>();

    private FactsReader(CommandExecutor executor, NetworkName name) {
        this.executor = executor;
        anchorRules = Pfctl.rules(Paths.anchorName(name));
        check(Paths.PF_CONF, "pfctl", "-nf");
        check(Paths.VM_CONF, "vmd", "-n", "-f");
        check(Paths.DHCPD_CONF, "dhcpd", "-n", "-c");
        check(Paths.UNBOUND_CONF, "unbound-checkconf");
    }

    private void check(HostPath path, String... program) {
        List<String> argv =
                new ArrayList<>(List.of("sh", "-c", "[ -e \"$1\" ] || exit 0; f=$1; shift; exec \"$@\" \"$f\"", "sh"));
        argv.add(path.value());
        argv.addAll(List.of(program));
        checks.put(path, raw(Command.read(argv.toArray(String[]::new)).asRoot()));
    }

    /** Looks, with this network in mind. */
    static NetworkFacts look(CommandExecutor executor, NetworkName name) {
        return new FactsReader(executor, name).look().facts();
    }

    /** Looks, and asks what else is wanted in the same round trip. */
    static Observed lookAnd(CommandExecutor executor, NetworkName name, Query<?>... more) {
        return new FactsReader(executor, name).look(more);
    }

    /**
     * Facts and the answers to what else was asked.
     *
     * @param facts what was seen
     * @param answers the answers to everything
     */
    record Observed(NetworkFacts facts, Answers answers) {}

    private Observed look(Query<?>... more) {
        List<Query<?>> all = new ArrayList<>(List.of(
                files,
                interfaces,
                routes,
                forwarding,
                dhcpd,
                unbound,
                vmd,
                vmdFlags,
                pf,
                mainRules,
                anchorRules,
                confRules));
        all.addAll(checks.values());
        all.addAll(List.of(more));
        Answers answers = Query.askAll(executor, all.toArray(Query<?>[]::new));
        refuseOtherVmConf(answers.to(vmdFlags));
        FileDump dump = answers.to(files);
        Map<String, Service> services = Map.of(
                NetworkFacts.DHCPD, answers.to(dhcpd),
                NetworkFacts.UNBOUND, answers.to(unbound),
                NetworkFacts.VMD, answers.to(vmd));
        Map<String, String> complaints = new TreeMap<>();
        checks.forEach((path, query) -> {
            Answer answer = answers.to(query);
            if (!answer.result().succeeded()) {
                complaints.put(path.value(), said(answer));
            }
        });
        NetworkFacts facts = new NetworkFacts(
                executor.target(),
                dump,
                records(executor.target(), dump),
                answers.to(interfaces),
                answers.to(routes),
                answers.to(forwarding),
                services,
                answers.to(pf),
                answers.to(mainRules),
                rules(answers.to(confRules)),
                answers.to(anchorRules),
                complaints.containsKey(Paths.VM_CONF.value()) ? empty() : vmConf(dump),
                complaints,
                fingerprint(dump, answers, services));
        return new Observed(facts, answers);
    }

    private void refuseOtherVmConf(Answer flags) {
        List<String> words = List.of(flags.result().stdout().strip().split("\\s+"));
        if (words.contains("-f") || words.stream().anyMatch(word -> word.startsWith("-f/"))) {
            throw new PfException(Problem.of(PfError.VMD_FILE)
                    .with("target", executor.target())
                    .with("flags", String.join(" ", words)));
        }
    }

    private static List<String> rules(Answer answer) {
        return answer.result().stdoutLines().stream()
                .filter(line -> line.matches("(pass|block|match|anchor) .*"))
                .toList();
    }

    /** The networks that are recorded. */
    static Map<NetworkName, NetworkRecord> records(String target, FileDump dump) {
        Map<NetworkName, NetworkRecord> records = new TreeMap<>();
        dump.files().forEach((path, text) -> {
            if (path.value().startsWith(NetworkRecord.DIRECTORY + "/")) {
                NetworkRecord record = record(target, path, text);
                records.put(record.name(), record);
            }
        });
        return records;
    }

    private static NetworkRecord record(String target, HostPath path, String text) {
        try {
            NetworkRecord record = NetworkRecord.fromJson(HostText.toUtf8(text));
            if (record.path().equals(path)) {
                return record;
            }
            throw unreadable(target, path, "it is of " + record.name());
        } catch (InvalidValueException e) {
            throw unreadable(target, path, e.getMessage());
        }
    }

    private static PfException unreadable(String target, HostPath path, String reason) {
        return new PfException(Problem.of(PfError.RECORD_UNREADABLE)
                .with("target", target)
                .with("path", path)
                .with("reason", reason));
    }

    private static VmConf empty() {
        return VmConf.parse(Paths.VM_CONF.value(), new byte[0]);
    }

    /** What is included is fetched when it turns out to be. */
    private VmConf vmConf(FileDump dump) {
        String file = Paths.VM_CONF.value();
        FileContent content = HostText.content(dump.text(Paths.VM_CONF).orElse(""));
        Map<String, Optional<FileContent>> included = Includes.follow(file, content, this::read)
                .orElseThrow(() -> new PfException(Problem.of(PfError.UNREADABLE)
                        .with("target", executor.target())
                        .with("command", file)
                        .with("text", "it includes files more than " + Includes.MOST_LEVELS + " levels deep")));
        return Includes.parse(file, content, included);
    }

    private Map<String, Optional<FileContent>> read(Set<String> names) {
        Map<String, Query<Answer>> queries = new LinkedHashMap<>();
        names.forEach(name -> queries.put(
                name, raw(Command.read("cat", Includes.location(name)).asRoot())));
        Answers answers = Query.askAll(executor, queries.values().toArray(Query<?>[]::new));
        Map<String, Optional<FileContent>> files = new LinkedHashMap<>();
        queries.forEach((name, query) -> {
            Answer answer = answers.to(query);
            files.put(
                    name,
                    answer.result().succeeded()
                            ? Optional.of(FileContent.of(answer.result().stdoutBytes()))
                            : Optional.empty());
        });
        return files;
    }

    private String fingerprint(FileDump dump, Answers answers, Map<String, Service> services) {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(dump.files()).forEach((path, text) -> {
            if (!path.equals(Paths.LEASES)) {
                all.append(path)
                        .append(' ')
                        .append(HostText.content(text).sha256())
                        .append('\n');
            }
        });
        answers.to(interfaces).interfaces().stream()
                .filter(seen -> !seen.name().startsWith("tap"))
                .sorted(Comparator.comparing(HostInterface::name))
                .forEach(seen -> all.append(seen.name())
                        .append(' ')
                        .append(seen.networks())
                        .append('\n'));
        all.append(answers.to(forwarding)).append(new TreeMap<>(services)).append('\n');
        all.append(answers.to(mainRules)).append(answers.to(anchorRules));
        return FileContent.of(all.toString()).sha256();
    }

    private static Query<Service> service(String name) {
        return new Query<>(Command.read("rcctl", "check", name), answer -> {
            String said = answer.result().stdout().strip();
            if (said.equals(name + "(ok)")) {
                return Service.RUNS;
            }
            return said.equals(name + "(failed)") ? Service.STOPPED : Service.UNKNOWN;
        });
    }

    private static boolean forwards(String line) {
        return switch (line.strip()) {
            case FORWARDING + "=0" -> false;
            case FORWARDING + "=1", FORWARDING + "=2" -> true;
            default -> throw new IllegalArgumentException(line);
        };
    }

    private static Query<Answer> raw(Command command) {
        return new Query<>(command, answer -> answer);
    }

    /** Many of OpenBSD's tools complain and exit 0: what they say then is no answer. */
    private static <T> Query<T> silent(Command command, Function<String, T> reader) {
        return new Query<>(command, answer -> {
            if (answer.result().succeeded() && answer.result().stderr().isBlank()) {
                try {
                    return reader.apply(answer.result().stdout());
                } catch (IllegalArgumentException e) {
                    throw unreadable(answer, e.getMessage());
                }
            }
            throw unreadable(answer, said(answer));
        });
    }

    private static PfException unreadable(Answer answer, @Nullable String text) {
        return new PfException(Problem.of(PfError.UNREADABLE)
                .with("target", answer.target())
                .with("command", answer.command())
                .with("text", text == null ? "" : text));
    }

    private static String said(Answer answer) {
        return (answer.result().stderr() + answer.result().stdout()).strip();
    }
}
