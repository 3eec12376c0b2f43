package io.vmm4j.examples.cli;

import io.vmm4j.error.Problem;
import io.vmm4j.vmconf.Located;
import io.vmm4j.vmconf.SwitchDefinition;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfEditException;
import io.vmm4j.vmconf.VmConfError;
import io.vmm4j.vmconf.VmDefinition;
import java.util.List;
import picocli.CommandLine.Option;

/** Which part of vm.conf(5) a command is about, besides VMs. */
final class ConfSubject {

    @Option(names = "--switch", description = "NAME is a switch.")
    private boolean ofSwitch;

    boolean isSwitch() {
        return ofSwitch;
    }

    /** The name that comes first. */
    static String name(List<String> words) {
        if (words.isEmpty() || words.get(0).contains("=")) {
            throw new WrongUsage("The name is missing.", "Write it before the settings.");
        }
        return words.get(0);
    }

    static List<String> settings(List<String> words) {
        return words.subList(1, words.size());
    }

    static Located<VmDefinition> vm(VmConf conf, String name) {
        return conf.vm(name).orElseThrow(() -> unknown(conf, "VM", name));
    }

    static Located<SwitchDefinition> switchOf(VmConf conf, String name) {
        return conf.switchOf(name).orElseThrow(() -> unknown(conf, "switch", name));
    }

    private static VmConfEditException unknown(VmConf conf, String what, String name) {
        return new VmConfEditException(Problem.of(VmConfError.NOT_DEFINED)
                .with("file", conf.file().path())
                .with("what", what)
                .with("name", name));
    }
}
