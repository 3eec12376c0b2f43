package io.vmm4j.install.internal;

import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.error.Problem;
import io.vmm4j.install.InstallError;
import io.vmm4j.install.InstallException;
import io.vmm4j.install.InstallSite;
import io.vmm4j.operation.Run;
import io.vmm4j.operation.WaitTimeoutException;
import io.vmm4j.operation.Waiter;
import io.vmm4j.operation.Waiter.Look;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Follows OpenBSD's installer on its console until the VM has ended. */
final class OpenBsdProgress {

    private static final Duration ENDING = Duration.ofMinutes(2);
    private static final String SUCCESS = "CONGRATULATIONS!";
    private static final Pattern FAILURE = Pattern.compile(
            "^failed; check /tmp/ai/ai\\.log.*|^No response file found;.*|^panic: .*|^ddb(\\{\\d+})?> .*|.*uvm_fault\\(.*");
    private static final Pattern PROMPT =
            Pattern.compile("^Response file location\\?.*|^ddb(\\{\\d+})?> ?$|^# ?$|^boot> ?$");
    private static final Pattern MENU = Pattern.compile("^\\(I\\)nstall, \\(U\\)pgrade.*");
    private static final Pattern SET =
            Pattern.compile("^(?:Installing |Get/Verify |Verifying )?(\\S+?\\.(?:tgz|rd|mp)|bsd)\\s.*");

    private final InstallSite site;
    private final VmName vm;
    private final Run run;
    private final ConsoleLog log;
    private boolean succeeded;
    private boolean begun;
    private Optional<String> failure = Optional.empty();

    OpenBsdProgress(InstallSite site, VmName vm, Run run) {
        this.site = site;
        this.vm = vm;
        this.run = run;
        this.log = new ConsoleLog(site.host().executor(), InstallRoom.path(run).value(), this::seen);
    }

    /**
     * Waits for the end.
     *
     * @throws InstallException if it failed, or the VM ended before
     * @throws WaitTimeoutException if it takes too long
     */
    void follow() {
        Waiter.within(run.timeline(), site.patience()).until(problem(InstallError.TOO_SLOW), this::installed);
        Waiter.within(run.timeline(), ENDING).until(problem(InstallError.NOT_ENDED), this::ended);
    }

    private Look<Boolean> installed() {
        log.read();
        if (succeeded) {
            return Look.found(true);
        }
        Optional<String> reason = failure.or(this::prompt);
        if (reason.isPresent()) {
            throw failed(problem(InstallError.FAILED).with("reason", reason.get()));
        }
        if (!log.isOpen() || log.isQuiet()) {
            requireAlive();
        }
        List<String> last = log.lastLines();
        return Look.notYet(last.isEmpty() ? "nothing on its console" : last.get(last.size() - 1));
    }

    private void requireAlive() {
        if (!isRunning()) {
            throw failed(problem(InstallError.DIED));
        }
        if (!log.isOpen()) {
            throw failed(problem(InstallError.FAILED).with("reason", "its console cannot be read any more"));
        }
    }

    /** A question that nobody will answer. The installer shows its menu before it begins by itself, too. */
    private Optional<String> prompt() {
        String rest = log.rest();
        if (PROMPT.matcher(rest).matches()) {
            return Optional.of("it asks: " + rest.strip());
        }
        return begun && MENU.matcher(rest).matches() ? Optional.of("it is back at its menu") : Optional.empty();
    }

    private Look<Boolean> ended() {
        log.read();
        if (log.isOpen() && isRunning()) {
            return Look.notYet("it still runs");
        }
        return isRunning() ? Look.notYet("vmd(8) still lists it") : Look.found(true);
    }

    private boolean isRunning() {
        return site.host().vm(vm).status().filter(VmInfo::isRunning).isPresent();
    }

    private void seen(String line) {
        if (line.contains(SUCCESS)) {
            succeeded = true;
        } else if (FAILURE.matcher(line).matches() && failure.isEmpty()) {
            failure = Optional.of("it says: " + line.strip());
        } else if (line.startsWith("Performing non-interactive")) {
            begun = true;
        }
        if (line.contains("?") || SET.matcher(line).matches() || succeeded) {
            run.report(line.strip());
        }
    }

    private Problem problem(InstallError error) {
        return Problem.of(error)
                .with("vm", vm)
                .with("target", site.host().executor().target());
    }

    private InstallException failed(Problem problem) {
        List<String> tail = log.lastLines();
        return new InstallException(
                problem.with("console", tail.isEmpty() ? "(nothing)" : String.join(" / ", tail)), List.of(), tail);
    }
}
