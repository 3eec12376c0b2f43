package io.vmm4j.examples.cli;

import io.vmm4j.vmconf.VmConfChange;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vmm conf set}. */
@Command(
        name = "set",
        description = "Changes what is said of a VM, a switch, or vmd(8) itself, and nothing else.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Keys are those that vmm conf add tells of; an empty value takes one away. With disk or interface all of that kind"
                    + " are replaced; an interface without an lladdr keeps that of the one it replaces.",
            "Keys of --globals: local-prefix=PREFIX local-inet6=PREFIX|random socket-owner=USER:GROUP"
                    + " staggered-start=COUNT/SECONDS agentx-context=NAME agentx-path=PATH.",
        })
final class ConfSetCommand extends ConfChangeCommand {

    @Mixin
    private final ConfSubject subject = new ConfSubject();

    @Option(names = "--globals", description = "What stands outside of blocks; there is no NAME then.")
    private boolean globals;

    @Parameters(arity = "1..*", paramLabel = "NAME key=value", description = "Its name, and what is to be different.")
    private List<String> words = List.of();

    @Override
    Changes changes() {
        if (globals && subject.isSwitch()) {
            throw new WrongUsage("--globals stands alone.", "Leave out --switch, or --globals.");
        }
        if (globals) {
            List<KeyValue> parsed = KeyValue.parse(words, SettingKeys.ALL, SettingKeys.LISTS);
            return host -> SettingKeys.changes(parsed, host.configuration().read());
        }
        String name = ConfSubject.name(words);
        List<String> settings = ConfSubject.settings(words);
        if (settings.isEmpty()) {
            throw new WrongUsage("Nothing is to be set.", "Write key=value behind the name.");
        }
        if (subject.isSwitch()) {
            List<KeyValue> parsed = KeyValue.parse(settings, SwitchKeys.ALL, SwitchKeys.LISTS);
            return host -> List.of(new VmConfChange.ChangeSwitch(SwitchKeys.change(
                    ConfSubject.switchOf(host.configuration().read(), name).value(), parsed)));
        }
        List<KeyValue> parsed = KeyValue.parse(settings, VmKeys.ALL, VmKeys.LISTS);
        return host -> List.of(new VmConfChange.ChangeVm(
                VmKeys.change(ConfSubject.vm(host.configuration().read(), name).value(), parsed)));
    }
}
