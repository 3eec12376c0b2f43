package io.vmm4j.host.internal.conf;

import io.vmm4j.HostPath;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.DoasException;
import io.vmm4j.exec.Effect;
import io.vmm4j.exec.Privilege;
import io.vmm4j.exec.Query;
import io.vmm4j.host.ConfigurationError;
import io.vmm4j.host.ConfigurationException;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.host.internal.rights.RootReads;
import io.vmm4j.internal.Includes;
import io.vmm4j.plan.FileContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the files of vm.conf(5). Its {@link #questions} go into anybody's round trip; what they turn out to include costs one more
 * for each level.
 */
public final class ConfigurationReader {

    private static final HostPath DEFAULT_FILE = HostPath.of("/etc/vm.conf");
    private static final String MISSING = "No such file or directory";

    private final HostContext context;
    private final Query<Answer> flags = raw(Command.read("rcctl", "get", "vmd", "flags"));
    private final Query<Answer> main;

    /** A reader for one look at a host. */
    public ConfigurationReader(HostContext context) {
        this.context = context;
        this.main = raw(Command.of(Effect.READ, RootReads.CONFIGURATION).withPrivilege(context.privilege()));
    }

    private static Query<Answer> raw(Command command) {
        return new Query<>(command, answer -> answer);
    }

    /**
     * The usual main file alone, empty if there is none, for those who look often.
     *
     * @throws ConfigurationException when it is read, if it cannot be
     */
    public static Query<FileContent> mainFile(HostContext context) {
        ConfigurationReader reader = new ConfigurationReader(context);
        return reader.main.map(
                answer -> reader.content(DEFAULT_FILE.value(), answer).orElseGet(() -> FileContent.of("")));
    }

    /** What has to be asked first. */
    public List<Query<?>> questions() {
        return List.of(flags, main);
    }

    /**
     * The files, by the answers to the questions.
     *
     * @throws ConfigurationException if one cannot be read, or vmd(8) is started with macros of its own
     */
    public ConfigurationFiles files(Answers answers) {
        VmdFlags started = VmdFlags.parse(answers.to(flags).result().stdout());
        if (!started.followed()) {
            throw new ConfigurationException(
                    problem(ConfigurationError.FLAGS_NOT_FOLLOWED).with("flags", started.text()));
        }
        HostPath file = started.file().orElse(DEFAULT_FILE);
        Answer answer = file.equals(DEFAULT_FILE)
                ? answers.to(main)
                : cat(file.value(), context.privilege()).ask(context.executor());
        Optional<FileContent> content = content(file.value(), answer);
        return follow(new ConfigurationFiles(
                file, content.isPresent(), content.orElseGet(() -> FileContent.of("")), Map.of()));
    }

    private ConfigurationFiles follow(ConfigurationFiles files) {
        Map<String, Optional<FileContent>> included = Includes.follow(
                        files.main().value(), files.content(), this::fetch)
                .orElseThrow(() -> new ConfigurationException(problem(ConfigurationError.INCLUDED_TOO_DEEP)
                        .with("path", files.main())
                        .with("limit", Includes.MOST_LEVELS)));
        return new ConfigurationFiles(files.main(), files.exists(), files.content(), included);
    }

    /** Asks for them as the user, and as root for those that the user may not read. */
    private Map<String, Optional<FileContent>> fetch(Set<String> names) {
        Map<String, Answer> answers = ask(names, Privilege.USER);
        Set<String> refused = new LinkedHashSet<>();
        answers.forEach((name, answer) -> {
            if (!answer.result().succeeded() && !isMissing(answer)) {
                refused.add(name);
            }
        });
        if (!refused.isEmpty() && context.privilege() == Privilege.ROOT) {
            try {
                answers.putAll(ask(refused, Privilege.ROOT));
            } catch (DoasException e) {
                // Nobody can know beforehand for which files there must be a rule: what the user was told has to do.
            }
        }
        Map<String, Optional<FileContent>> files = new LinkedHashMap<>();
        answers.forEach((name, answer) -> files.put(name, content(Includes.location(name), answer)));
        return files;
    }

    private Map<String, Answer> ask(Set<String> names, Privilege privilege) {
        Map<String, Query<Answer>> queries = new LinkedHashMap<>();
        names.forEach(name -> queries.put(name, cat(Includes.location(name), privilege)));
        List<Query<?>> all = new ArrayList<>(queries.values());
        Answers answers = Query.askAll(context.executor(), all.toArray(Query<?>[]::new));
        Map<String, Answer> read = new LinkedHashMap<>();
        queries.forEach((name, query) -> read.put(name, answers.to(query)));
        return read;
    }

    private static Query<Answer> cat(String path, Privilege privilege) {
        return raw(Command.read("cat", path).withPrivilege(privilege));
    }

    /** What cat(1) printed; empty if there is no such file. */
    private Optional<FileContent> content(String path, Answer answer) {
        if (answer.result().succeeded()) {
            return Optional.of(FileContent.of(answer.result().stdoutBytes()));
        }
        if (isMissing(answer)) {
            return Optional.empty();
        }
        String said = answer.result().stderr().strip();
        throw new ConfigurationException(problem(ConfigurationError.UNREADABLE)
                .with("path", path)
                .with("reason", said.substring(said.lastIndexOf(": ") + 1).strip()));
    }

    private static boolean isMissing(Answer answer) {
        return answer.result().stderr().strip().endsWith(MISSING);
    }

    private Problem problem(ConfigurationError code) {
        return Problem.of(code).with("target", context.target());
    }
}
