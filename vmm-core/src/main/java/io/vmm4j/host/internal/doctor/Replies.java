package io.vmm4j.host.internal.doctor;

import io.vmm4j.VmStatus;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.DoasException;
import io.vmm4j.exec.Query;
import io.vmm4j.host.Finding.Verdict;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.internal.HostFacts;
import io.vmm4j.host.internal.rights.RootReads;
import io.vmm4j.host.internal.setup.LoginClasses;
import io.vmm4j.internal.InterfaceTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the answers to the questions of a diagnosis; what has no answer becomes an open question. */
final class Replies {

    /** A clock that is less off than this harms nobody. */
    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    private final Questions questions;
    private final Answers answers;
    private final Instant before;
    private final Instant after;

    Replies(Questions questions, Answers answers, Instant before, Instant after) {
        this.questions = questions;
        this.answers = answers;
        this.before = before;
        this.after = after;
    }

    /** Whether anything but the system's name was asked. */
    boolean isOpenBsd() {
        return answers.has(questions.fileSystems());
    }

    HostProbe probe() {
        return questions.probe().facts(answers).probe();
    }

    Observed observed() {
        HostProbe probe = probe();
        Configured configured = new Configured(this, probe);
        return new Observed(
                probe,
                vms(probe),
                configured.configuration(),
                configured.complaints(),
                read("the records of VMs", questions.records()),
                success("the device nodes", questions.devices()).map(answer -> Nodes.parse(lines(answer))),
                success("the network interfaces", questions.interfaces())
                        .map(answer ->
                                InterfaceTable.parse(answer.result().stdout()).interfaces()),
                forwarding(),
                root("whether pf(4) is enabled", RootReads.FILTER)
                        .map(answer -> answer.result().stdout().contains("Status: Enabled")),
                root("the rules of pf(4)", RootReads.RULES).map(Replies::lines),
                root("the last messages in /var/log/daemon", RootReads.LOG).map(Replies::lines),
                clock(),
                classes(),
                success("the room on file systems", questions.fileSystems())
                        .map(answer -> FileSystem.parse(lines(answer))),
                new UserRights(this, probe).rights(),
                facts());
    }

    /** What a probe would have found out, had its commands ended. */
    private List<Seen<?>> facts() {
        List<Seen<?>> facts = new ArrayList<>();
        questions.probe().facts().forEach((question, query) -> facts.add(read(question, query)));
        return facts;
    }

    Questions questions() {
        return questions;
    }

    /** What vmd(8) listed. */
    HostFacts.Listing listing() {
        return questions.probe().facts(answers).listing();
    }

    /** Why doas(1) did not run one of the commands that are asked as root, if it did not. */
    Optional<VmmException> refusal(List<String> argv) {
        try {
            answers.to(questions.asked(argv));
            return Optional.empty();
        } catch (DoasException e) {
            return Optional.of(e);
        } catch (VmmException e) {
            return Optional.empty();
        }
    }

    /** An answer, whatever the exit status. */
    <T> Seen<T> read(String question, Query<T> query) {
        try {
            return Seen.known(answers.to(query));
        } catch (VmmException e) {
            return Seen.unknown(question, e.getMessage());
        }
    }

    /** An answer of a command that succeeded. */
    Seen<Answer> success(String question, Query<Answer> query) {
        Seen<Answer> answer = read(question, query);
        if (answer instanceof Seen.Known<Answer> known && !known.it().result().succeeded()) {
            return Seen.unknown(question, failure(known.it()));
        }
        return answer;
    }

    /** An answer of a command that root, or a user who may, runs with success. */
    Seen<Answer> root(String question, List<String> argv) {
        return success(question, questions.asRoot(argv)).or(() -> success(question, questions.byUser(argv)));
    }

    static String failure(Answer answer) {
        String said = answer.result().stderr().strip();
        return answer.command() + ": "
                + (said.isEmpty() ? "exit status " + answer.result().exitStatus() : said);
    }

    static List<String> lines(Answer answer) {
        return answer.result().stdoutLines();
    }

    private Seen<List<VmStatus>> vms(HostProbe probe) {
        HostFacts.Listing listing = listing();
        return listing.answered() || probe.running().verdict() == Verdict.NO
                ? Seen.known(listing.vms())
                : Seen.unknown("the VMs that vmd(8) knows", listing.reason());
    }

    private Seen<Boolean> forwarding() {
        String question = "whether the host forwards packets";
        String name = "net.inet.ip.forwarding";
        return read(question, questions.forwarding())
                .flatMap(answer -> lines(answer).stream()
                        .filter(line -> line.startsWith(name + "="))
                        .findFirst()
                        .map(line -> Seen.known(!line.equals(name + "=0")))
                        .orElseGet(() -> Seen.unknown(question, failure(answer))));
    }

    private Seen<Duration> clock() {
        String question = "the host's clock";
        return read(question, questions.date()).flatMap(answer -> {
            String text = answer.result().stdout().strip();
            return text.matches("\\d{1,12}") ? Seen.known(ahead(text)) : Seen.unknown(question, failure(answer));
        });
    }

    /** How far the host's clock is ahead, as far as can be told. */
    private Duration ahead(String text) {
        Instant there = Instant.ofEpochSecond(Long.parseLong(text));
        Duration ahead = there.isBefore(before)
                ? Duration.between(before, there)
                : there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
        return ahead.abs().compareTo(TOLERANCE) > 0 ? ahead : Duration.ZERO;
    }

    private Seen<LoginClasses> classes() {
        String question = "the limits in /etc/login.conf";
        return read(question, questions.classFile())
                .flatMap(own -> success(question, questions.classes())
                        .map(all -> LoginClasses.parse(
                                own.result().stdout() + "\n" + all.result().stdout())));
    }
}
