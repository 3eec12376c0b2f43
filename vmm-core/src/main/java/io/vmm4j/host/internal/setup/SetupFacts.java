package io.vmm4j.host.internal.setup;

import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Query;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.host.internal.ProbeQueries;
import io.vmm4j.plan.FileContent;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a plan is made of, seen in one round trip.
 *
 * @param probe what every probe finds
 * @param isOpenBsd whether the rest was asked for at all
 * @param vmmNode whether there is /dev/vmm
 * @param taps the numbers of the tap(4) nodes
 * @param hasVmConf whether there is /etc/vm.conf
 * @param configurationErrors what {@code vmd -n} complains about; empty if it does not
 * @param classFile /etc/login.conf.d/vmd, if there is one
 * @param classes the login classes that vmd(8) may run in
 * @param fingerprint of all that plans depend on
 */
record SetupFacts(
        HostProbe probe,
        boolean isOpenBsd,
        boolean vmmNode,
        TreeSet<Integer> taps,
        boolean hasVmConf,
        Optional<String> configurationErrors,
        Optional<FileContent> classFile,
        LoginClasses classes,
        String fingerprint) {

    private static final String NAMES = "cd /dev && for f in tap[0-9]*; do [ -c \"$f\" ] && echo \"${f#tap}\"; done; :";

    /** Looks. */
    static SetupFacts look(HostContext context) {
        ProbeQueries queries = new ProbeQueries(context.vmctl());
        Query<Answer> taps = raw(Command.read("sh", "-c", NAMES));
        Query<Answer> vmConf = raw(Command.read("test", "-e", "/etc/vm.conf"));
        Query<Answer> check = raw(Command.read("vmd", "-n").withPrivilege(context.privilege()));
        Query<Answer> classFile = raw(Command.read("cat", "/etc/login.conf.d/vmd"));
        Query<Answer> loginConf = raw(Command.read("cat", "/etc/login.conf"));
        Answers answers = queries.askAlso(context.executor(), taps, vmConf, check, classFile, loginConf);
        HostProbe probe = queries.facts(answers).probe();
        if (!answers.has(loginConf)) {
            return otherSystem(probe);
        }
        Answer own = answers.to(classFile);
        Optional<FileContent> file = own.result().succeeded()
                ? Optional.of(FileContent.of(own.result().stdoutBytes()))
                : Optional.empty();
        SetupFacts facts = new SetupFacts(
                probe,
                true,
                answers.to(queries.device()).result().succeeded(),
                numbers(answers.to(taps).result().stdoutLines()),
                answers.to(vmConf).result().succeeded(),
                errors(answers.to(check)),
                file,
                LoginClasses.parse(file.map(FileContent::text).orElse("") + "\n"
                        + answers.to(loginConf).result().stdout()),
                "");
        return facts.fingerprinted();
    }

    private static Query<Answer> raw(Command command) {
        return new Query<>(command, answer -> answer);
    }

    private static SetupFacts otherSystem(HostProbe probe) {
        return new SetupFacts(
                probe,
                false,
                false,
                new TreeSet<>(),
                false,
                Optional.empty(),
                Optional.empty(),
                LoginClasses.parse(""),
                "");
    }

    private static TreeSet<Integer> numbers(List<String> lines) {
        TreeSet<Integer> numbers = new TreeSet<>();
        lines.stream().filter(line -> line.matches("\\d{1,5}")).forEach(line -> numbers.add(Integer.valueOf(line)));
        return numbers;
    }

    private static Optional<String> errors(Answer check) {
        return check.result().succeeded()
                ? Optional.empty()
                : Optional.of(check.result().stderr().strip());
    }

    /** VMs and their states are left out: they come and go, and no plan to initialize touches them. */
    private SetupFacts fingerprinted() {
        String all = String.join(
                "\n",
                probe.enabled().verdict().toString(),
                probe.running().verdict().toString(),
                probe.firmware().verdict().toString(),
                probe.kernelSupported().verdict().toString(),
                probe.vmdFlags().orElse("-"),
                Boolean.toString(vmmNode),
                taps.toString(),
                Boolean.toString(hasVmConf),
                configurationErrors.orElse(""),
                classFile.map(FileContent::sha256).orElse("-"));
        return new SetupFacts(
                probe,
                isOpenBsd,
                vmmNode,
                taps,
                hasVmConf,
                configurationErrors,
                classFile,
                classes,
                FileContent.of(all).sha256());
    }
}
