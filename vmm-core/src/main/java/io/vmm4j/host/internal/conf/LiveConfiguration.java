package io.vmm4j.host.internal.conf;

import io.vmm4j.HostPath;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Effect;
import io.vmm4j.exec.Query;
import io.vmm4j.host.Activation;
import io.vmm4j.host.ConfigurationReport;
import io.vmm4j.host.HostConfiguration;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.host.internal.rights.RootReads;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.internal.PlanRunner;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfChange;
import io.vmm4j.vmconf.VmConfMessage;
import io.vmm4j.vmconf.VmConfSyntaxException;
import io.vmm4j.vmconf.VmDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configuration of the host of a context. */
public final class LiveConfiguration implements HostConfiguration {

    private static final HostPath DEFAULT_FILE = HostPath.of("/etc/vm.conf");
    private static final String ACCEPTED = "configuration OK";
    private static final String CHECK = "cd / && exec vmd -n -f \"$1\"";

    private final HostContext context;

    /** For this host. */
    public LiveConfiguration(HostContext context) {
        this.context = context;
    }

    @Override
    public VmConf read() {
        ConfigurationReader reader = new ConfigurationReader(context);
        Answers answers = Query.askAll(context.executor(), reader.questions().toArray(Query<?>[]::new));
        return reader.files(answers).parse();
    }

    @Override
    public ConfigurationReport check() {
        Query<Answer> verdict = new Query<>(
                Command.of(Effect.READ, RootReads.VERDICT).withPrivilege(context.privilege()), answer -> answer);
        ConfigurationFacts.Looked looked = ConfigurationFacts.look(context, Set.of(), verdict);
        ConfigurationFacts facts = looked.facts();
        Optional<VmConf> conf = Optional.empty();
        Optional<String> unreadable = Optional.empty();
        try {
            conf = Optional.of(facts.conf());
        } catch (VmConfSyntaxException e) {
            unreadable = Optional.of(
                    e.messages().stream().map(VmConfMessage::toString).collect(Collectors.joining("\n")));
        }
        boolean asDaemon = facts.files().main().equals(DEFAULT_FILE) && !hasRelativeNames(facts.files(), conf);
        Answer said = asDaemon ? looked.answers().to(verdict) : verdictInRoot(facts.files());
        return new ConfigurationReport(
                facts.files().main(),
                facts.files().exists(),
                said.result().succeeded(),
                said.result().stderrLines().stream()
                        .filter(line -> !line.equals(ACCEPTED))
                        .toList(),
                conf,
                unreadable,
                facts.environment(),
                conf.map(read -> read.check(facts.environment())).orElse(List.of()));
    }

    /** vmd(8) takes relative names from the root directory, vmd -n from where it is run. */
    private static boolean hasRelativeNames(ConfigurationFiles files, Optional<VmConf> conf) {
        Stream<String> paths = conf.map(
                        read -> PathQuestions.of(read.vms().stream().map(vm -> vm.value())).stream())
                .orElse(Stream.empty());
        return Stream.concat(files.included().keySet().stream(), paths).anyMatch(name -> !name.startsWith("/"));
    }

    private Answer verdictInRoot(ConfigurationFiles files) {
        Command command =
                Command.read("sh", "-c", CHECK, "sh", files.main().value()).withPrivilege(context.privilege());
        return new Query<>(command, answer -> answer).ask(context.executor());
    }

    @Override
    public Plan plan(List<VmConfChange> changes, Activation activation) {
        return planner(changes).plan(activation);
    }

    private ConfigurationPlanner planner(List<VmConfChange> changes) {
        Set<String> paths = PathQuestions.of(changes.stream().flatMap(LiveConfiguration::defined));
        ConfigurationFacts facts = ConfigurationFacts.look(context, paths).facts();
        return new ConfigurationPlanner(context.target(), facts, List.copyOf(changes));
    }

    private static Stream<VmDefinition> defined(VmConfChange change) {
        if (change instanceof VmConfChange.AddVm add) {
            return Stream.of(add.vm());
        }
        return change instanceof VmConfChange.ChangeVm changed ? Stream.of(changed.vm()) : Stream.empty();
    }

    @Override
    public void apply(Plan plan) {
        new PlanRunner(context.executor(), context.stateDirectory())
                .apply(
                        plan,
                        () -> ConfigurationFacts.look(context, Set.of()).facts().fingerprint());
    }
}
