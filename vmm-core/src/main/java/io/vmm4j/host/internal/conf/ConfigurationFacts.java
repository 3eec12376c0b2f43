package io.vmm4j.host.internal.conf;

import io.vmm4j.VmStatus;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Query;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.internal.InterfaceTable;
import io.vmm4j.plan.FileContent;
import io.vmm4j.vmconf.Located;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfSyntaxException;
import io.vmm4j.vmctl.StatusTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a change of vm.conf(5) depends on, as it was on a host.
 *
 * @param files the files
 * @param environment what they refer to
 * @param vms what vmd(8) lists; empty if it does not run
 */
record ConfigurationFacts(ConfigurationFiles files, HostEnvironment environment, Optional<List<VmStatus>> vms) {

    private static final Pattern SWITCH_DEVICE = Pattern.compile("(bridge|veb)[0-9]+");
    private static final String GUESSED_FILE = "/etc/vm.conf";

    /**
     * Looks.
     *
     * @param paths what is looked for besides what the files refer to
     * @param more what else is asked in the first round trip
     */
    static Looked look(HostContext context, Collection<String> paths, Query<?>... more) {
        ConfigurationReader reader = new ConfigurationReader(context);
        Query<Optional<StatusTable>> status = context.vmctl().statusIfRunning();
        Query<Answer> interfaces = raw("ifconfig");
        Query<Answer> users = raw("cat", "/etc/passwd");
        Query<Answer> groups = raw("cat", "/etc/group");
        Query<Map<String, String>> guessed = PathQuestions.guessing(GUESSED_FILE, paths);
        List<Query<?>> all = new ArrayList<>(reader.questions());
        all.addAll(List.of(status, interfaces, users, groups, guessed));
        all.addAll(List.of(more));
        Answers answers = Query.askAll(context.executor(), all.toArray(Query<?>[]::new));
        ConfigurationFiles files = reader.files(answers);
        Map<String, String> found = new HashMap<>(answers.to(guessed));
        Set<String> unasked = referredTo(files);
        unasked.removeAll(found.keySet());
        found.putAll(PathQuestions.ask(context.executor(), unasked));
        Set<String> userNames = names(answers.to(users));
        Set<String> groupNames = names(answers.to(groups));
        HostEnvironment environment = new HostEnvironment(
                files,
                found,
                userNames,
                groupNames,
                hasDirectory(userNames) || hasDirectory(groupNames),
                InterfaceTable.parse(answers.to(interfaces).result().stdout()).names());
        return new Looked(
                new ConfigurationFacts(files, environment, answers.to(status).map(StatusTable::vms)), answers);
    }

    /**
     * Facts and the answers to what else was asked.
     *
     * @param facts the facts
     * @param answers the answers
     */
    record Looked(ConfigurationFacts facts, Answers answers) {}

    private static Query<Answer> raw(String... argv) {
        return new Query<>(Command.read(argv), answer -> answer);
    }

    /** A file that cannot be parsed refers to nothing that anybody could look for. */
    private static Set<String> referredTo(ConfigurationFiles files) {
        try {
            return PathQuestions.of(files.parse().vms().stream().map(Located::value));
        } catch (VmConfSyntaxException e) {
            return new TreeSet<>();
        }
    }

    private static Set<String> names(Answer answer) {
        return answer.result().stdoutLines().stream()
                .map(line -> line.split(":", 2)[0])
                .collect(Collectors.toSet());
    }

    /** A plus sign in passwd(5) or group(5) brings in the maps of YP; so does a file that cannot be read, for all we know. */
    private static boolean hasDirectory(Set<String> names) {
        return names.isEmpty() || names.stream().anyMatch(name -> name.startsWith("+"));
    }

    /** What the files define. */
    VmConf conf() {
        return files.parse();
    }

    /** Changes if a plan that was made by these facts may not fit any more. */
    String fingerprint() {
        StringBuilder all = new StringBuilder(files.fingerprint());
        environment.interfaces().stream()
                .filter(name -> SWITCH_DEVICE.matcher(name).matches())
                .sorted()
                .forEach(name -> all.append('\n').append(name));
        vms.ifPresent(list -> list.stream()
                .map(vm -> vm.name() + " " + vm.isRunning() + " " + vm.state())
                .sorted()
                .forEach(vm -> all.append('\n').append(vm)));
        return FileContent.of(all.append(vms.isPresent()).toString()).sha256();
    }
}
