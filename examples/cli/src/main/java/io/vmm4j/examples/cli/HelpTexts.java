package io.vmm4j.examples.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help texts: of {@code vmm} first the commands, then the options for all of them; of a command its own options. */
final class HelpTexts {

    private static final String SHARED = "sharedOptions";

    private HelpTexts() {}

    static void arrange(CommandLine line) {
        common(line);
        List<String> keys = new ArrayList<>(line.getHelpSectionKeys());
        List<String> commands =
                List.of(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, UsageMessageSpec.SECTION_KEY_COMMAND_LIST);
        keys.removeAll(commands);
        keys.addAll(keys.indexOf(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING), commands);
        line.setHelpSectionKeys(keys);
        line.getCommandSpec()
                .usageMessage()
                .commandListHeading("%nCommands:%n")
                .optionListHeading("%nOptions, before or after the command:%n");
        line.getSubcommands().values().forEach(HelpTexts::arrangeSubcommand);
    }

    private static void common(CommandLine line) {
        line.setUsageHelpAutoWidth(true);
        line.getCommandSpec().usageMessage().abbreviateSynopsis(true).sortOptions(false);
    }

    private static void arrangeSubcommand(CommandLine line) {
        common(line);
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpTexts::ownOptions);
        line.getHelpSectionMap()
                .put(
                        SHARED,
                        help -> help.createHeading(
                                "%nFor --host, --json and what else all commands take, see vmm --help.%n"));
        List<String> keys = new ArrayList<>(line.getHelpSectionKeys());
        keys.remove(SHARED); // Those of the command above come down with it.
        keys.add(SHARED);
        line.setHelpSectionKeys(keys);
        line.getCommandSpec()
                .usageMessage()
                .parameterListHeading("%n")
                .optionListHeading("%n")
                .commandListHeading("%n");
        line.getSubcommands().values().forEach(HelpTexts::arrangeSubcommand);
    }

    private static String ownOptions(Help help) {
        List<OptionSpec> own = help.commandSpec().options().stream()
                .filter(option -> !option.inherited() && !option.versionHelp())
                .toList();
        return help.optionListExcludingGroups(own);
    }
}
