package io.vmm4j.host.internal.doctor;

import io.vmm4j.VmSpec;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.Effect;
import io.vmm4j.exec.Privilege;
import io.vmm4j.exec.Query;
import io.vmm4j.host.HostOperation;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.host.internal.ProbeQueries;
import io.vmm4j.host.internal.RecordedVms;
import io.vmm4j.host.internal.rights.DoasRule;
import io.vmm4j.host.internal.rights.OperationRules;
import io.vmm4j.host.internal.rights.RootReads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The questions of a diagnosis. All of them read. What root alone may read is asked for as the user too, who may be allowed to;
 * on another system than OpenBSD only the first question of a probe is asked.
 */
final class Questions {

    /** What the rights of a user are measured by. */
    private static final Set<HostOperation> EVERYDAY = EnumSet.range(HostOperation.DIAGNOSE, HostOperation.DELETE);

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration EACH = Duration.ofSeconds(5);

    /**
     * $1 the main file. Prints each file that it includes, and those that these include, behind a line with its name, as vmd(8)
     * would find them; not deeper than eight levels, as a file can include itself. What is no regular file might never end.
     */
    static final String INCLUDED = "i='^[[:blank:]]*include[[:blank:]]*';"
            + " included() { [ \"$2\" -gt 0 ] && [ -f \"$1\" ] || return 0;"
            + " sed -n -e \"s/$i\\\"\\([^\\\"]*\\)\\\".*/\\1/p\" -e \"s/$i'\\([^']*\\)'.*/\\1/p\""
            + " -e \"s/$i\\([^\\\"'#[:blank:]][^#[:blank:]]*\\).*/\\1/p\" \"$1\" |"
            + " while read -r f; do [ ! -f \"$f\" ] || { printf '=%s\\n' \"$f\"; cat \"$f\"; echo; };"
            + " included \"$f\" $(($2 - 1)); done; }; cd / && included \"$1\" 8";

    private final HostContext context;
    private final ProbeQueries probe;
    private final Query<Answer> user = asUser(List.of("id", "-un"));
    private final Query<Answer> uid = asUser(List.of("id", "-u"));
    private final Query<Answer> included = asUser(List.of("sh", "-c", INCLUDED, "sh", "/etc/vm.conf"));
    private final Query<Answer> devices = asUser(List.of("ls", "/dev"));
    private final Query<Answer> interfaces = asUser(List.of("ifconfig"));
    private final Query<Answer> forwarding = asUser(List.of("sysctl", "net.inet.ip.forwarding"));
    private final Query<Answer> date = asUser(List.of("date", "+%s"));
    private final Query<Answer> classFile = asUser(List.of("cat", "/etc/login.conf.d/vmd"));
    private final Query<Answer> classes = asUser(List.of("cat", "/etc/login.conf"));
    private final Query<Answer> fileSystems = asUser(List.of("df", "-kP"));
    private final Query<List<VmSpec>> records;
    private final Map<List<String>, Query<Answer>> asRoot = new LinkedHashMap<>();
    private final Map<List<String>, Query<Answer>> byUser = new LinkedHashMap<>();
    private final Map<DoasRule, Query<Answer>> verdicts = new LinkedHashMap<>();

    /** The questions for one host. */
    Questions(HostContext context) {
        this.context = context;
        this.probe = new ProbeQueries(context.vmctl());
        this.records = RecordedVms.query(context);
        for (List<String> argv : RootReads.ALL) {
            if (!argv.equals(RootReads.STATUS)) {
                byUser.put(argv, asUser(argv));
                asRoot.put(argv, query(Command.of(Effect.READ, argv).withPrivilege(context.privilege())));
            }
        }
        if (context.privilege() == Privilege.ROOT) {
            for (DoasRule rule : OperationRules.of(EVERYDAY)) {
                List<String> argv = new ArrayList<>(List.of("doas", "-C", "/etc/doas.conf", rule.program()));
                rule.arguments().ifPresent(argv::addAll);
                verdicts.put(rule, asUser(argv));
            }
        }
    }

    private static Query<Answer> asUser(List<String> argv) {
        return query(Command.of(Effect.READ, argv));
    }

    private static Query<Answer> query(Command command) {
        return new Query<>(command.withTimeout(TIMEOUT), answer -> answer);
    }

    /** Asks them all, in one round trip. */
    Replies ask() {
        Query<?>[] more = Stream.of(
                        Stream.of(
                                user,
                                uid,
                                included,
                                devices,
                                interfaces,
                                forwarding,
                                date,
                                classFile,
                                classes,
                                fileSystems,
                                records),
                        byUser.values().stream(),
                        asRoot.values().stream(),
                        verdicts.values().stream())
                .flatMap(each -> each)
                .toArray(Query<?>[]::new);
        Instant before = context.timeline().now();
        return new Replies(this, answers(more), before, context.timeline().now());
    }

    /** All of them in one round trip; if that does not end, each by itself, so that what hangs costs its own answer only. */
    private Answers answers(Query<?>... more) {
        try {
            return probe.askAlso(context.executor(), more);
        } catch (CommandTimeoutException e) {
            return probe.askOneByOne(context.executor(), EACH, more);
        }
    }

    HostContext context() {
        return context;
    }

    ProbeQueries probe() {
        return probe;
    }

    Query<Answer> user() {
        return user;
    }

    Query<Answer> uid() {
        return uid;
    }

    Query<Answer> included() {
        return included;
    }

    Query<Answer> devices() {
        return devices;
    }

    Query<Answer> interfaces() {
        return interfaces;
    }

    Query<Answer> forwarding() {
        return forwarding;
    }

    Query<Answer> date() {
        return date;
    }

    Query<Answer> classFile() {
        return classFile;
    }

    Query<Answer> classes() {
        return classes;
    }

    Query<Answer> fileSystems() {
        return fileSystems;
    }

    Query<List<VmSpec>> records() {
        return records;
    }

    Query<Answer> byUser(List<String> argv) {
        return Objects.requireNonNull(byUser.get(argv));
    }

    Query<Answer> asRoot(List<String> argv) {
        return Objects.requireNonNull(asRoot.get(argv));
    }

    /** One of those that are asked as root. */
    Query<?> asked(List<String> argv) {
        return argv.equals(RootReads.STATUS) ? probe.status() : asRoot(argv);
    }

    Map<DoasRule, Query<Answer>> verdicts() {
        return verdicts;
    }
}
