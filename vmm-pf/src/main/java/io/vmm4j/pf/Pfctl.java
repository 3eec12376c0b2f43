package io.vmm4j.pf;

import io.vmm4j.Subnet;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Query;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The reading subcommands of pfctl(8) as queries. They need root, even to read.
 *
 * <p>pfctl exits 0 for an anchor that does not exist, and says so on standard error; here such an anchor has no rules.
 */
public final class Pfctl {

    private static final String NO_ANCHOR = "pfctl: Anchor does not exist";

    private Pfctl() {}

    /** The filter's state: {@code pfctl -si}. */
    public static Query<PfInfo> info() {
        return query(
                Command.read("pfctl", "-si"),
                answer -> PfInfo.parse(answer.result().stdout())
                        .orElseThrow(() -> new VmmException(Problem.of(PfError.UNREADABLE)
                                .with("target", answer.target())
                                .with("command", answer.command())
                                .with("text", answer.result().stdout().strip()))));
    }

    /** The rules of the main rule set, one a line, anchors not opened: {@code pfctl -sr}. */
    public static Query<List<String>> rules() {
        return query(Command.read("pfctl", "-sr"), answer -> answer.result().stdoutLines());
    }

    /** The rules loaded into an anchor, whether or not the main rule set asks it; none if there is no such anchor. */
    public static Query<List<String>> rules(String anchor) {
        return query(
                Command.read("pfctl", "-a", anchor, "-sr"),
                answer -> answer.result().stdoutLines());
    }

    /** The anchors that have rules, with their full paths: {@code pfctl -s Anchors}. */
    public static Query<List<String>> anchors() {
        return query(
                Command.read("pfctl", "-s", "Anchors"),
                answer -> answer.result().stdoutLines().stream()
                        .map(String::strip)
                        .toList());
    }

    /** The connections of the moment: {@code pfctl -ss}. Lines of a form that is not known are left out. */
    public static Query<List<PfState>> states() {
        return query(
                Command.read("pfctl", "-ss"),
                answer -> answer.result().stdoutLines().stream()
                        .map(PfState::parse)
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** How many of them each address of a network has. */
    public static Query<PfStateCounts> stateCounts(Subnet network) {
        return states().map(states -> PfStateCounts.of(states, network));
    }

    private static <T> Query<T> query(Command command, Function<Answer, T> reader) {
        return new Query<>(command.asRoot(), answer -> {
            String complaint = answer.result().stderr().strip();
            boolean harmless = complaint.isEmpty() || complaint.equals(NO_ANCHOR);
            if (!answer.result().succeeded() || !harmless) {
                throw failure(answer, complaint);
            }
            return reader.apply(answer);
        });
    }

    private static VmmException failure(Answer answer, String said) {
        PfError code = said.contains("/dev/pf: Permission denied") ? PfError.NOT_PERMITTED : PfError.FAILED;
        return new VmmException(Problem.of(code)
                .with("target", answer.target())
                .with("command", answer.command())
                .with("text", said.isEmpty() ? "exit status " + answer.result().exitStatus() : said));
    }
}
