package io.vmm4j.pf;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Query;

/** The reading subcommands of pfctl(8) as queries. They need root, even to read. */
public final class Pfctl {

    private Pfctl() {}

    /** The filter's state: {@code pfctl -si}. */
    public static Query<PfInfo> info() {
        return new Query<>(Command.read("pfctl", "-si").asRoot(), Pfctl::readInfo);
    }

    private static PfInfo readInfo(Answer answer) {
        if (!answer.result().succeeded()) {
            throw failure(answer);
        }
        return PfInfo.parse(answer.result().stdout())
                .orElseThrow(() -> new VmmException(Problem.of(PfError.UNREADABLE)
                        .with("target", answer.target())
                        .with("command", answer.command())
                        .with("text", answer.result().stdout().strip())));
    }

    private static VmmException failure(Answer answer) {
        String said = answer.result().stderr().strip();
        PfError code = said.contains("/dev/pf: Permission denied") ? PfError.NOT_PERMITTED : PfError.FAILED;
        return new VmmException(Problem.of(code)
                .with("target", answer.target())
                .with("command", answer.command())
                .with("text", said.isEmpty() ? "exit status " + answer.result().exitStatus() : said));
    }
}
