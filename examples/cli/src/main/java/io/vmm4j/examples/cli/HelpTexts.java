package io.vmm4j.examples.cli;

import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help texts: a command's own options first, then those that all commands share. */
final class HelpTexts {

    private static final String SHARED_HEADING = "sharedOptionsHeading";
    private static final String SHARED = "sharedOptions";

    private HelpTexts() {}

    static void arrange(CommandLine line) {
        line.setUsageHelpAutoWidth(true);
        line.getCommandSpec().usageMessage().abbreviateSynopsis(true).sortOptions(false);
        line.getSubcommands().values().forEach(HelpTexts::arrangeSubcommand);
    }

    private static void arrangeSubcommand(CommandLine line) {
        arrange(line);
        line.getHelpSectionMap()
                .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> options(help, option -> !option.inherited()));
        line.getHelpSectionMap().put(SHARED_HEADING, help -> help.createHeading("%nFor every command:%n"));
        line.getHelpSectionMap().put(SHARED, help -> options(help, OptionSpec::inherited));
        List<String> keys = line.getHelpSectionKeys();
        int place = keys.indexOf(UsageMessageSpec.SECTION_KEY_OPTION_LIST) + 1;
        List<String> more = new java.util.ArrayList<>(keys);
        more.addAll(place, List.of(SHARED_HEADING, SHARED));
        line.setHelpSectionKeys(more);
    }

    private static String options(Help help, Predicate<OptionSpec> which) {
        return help.optionListExcludingGroups(
                help.commandSpec().options().stream().filter(which).toList());
    }
}
