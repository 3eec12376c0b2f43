package io.vmm4j.media;

import java.util.List;

/**
 * How an application's agent gets into a guest: commands to be run there as root, in order. {@code {package}} stands for the
 * agent's package or the path of its file, which the application knows.
 *
 * @param steps the first one looks whether it is the right system, and changes nothing
 */
public record AgentRecipe(List<Step> steps) {

    private static final String PACKAGE = "{package}";

    /**
     * A command.
     *
     * @param purpose what it is for, in a few words
     * @param command argv
     */
    public record Step(String purpose, List<String> command) {

        public Step {
            command = List.copyOf(command);
            if (command.isEmpty() || command.get(0).isEmpty()) {
                throw MediaException.badValue("command", purpose, "it must start with the name of a program");
            }
        }
    }

    public AgentRecipe {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw MediaException.badValue("agent", "", "there must be one step at least");
        }
    }

    /** The same for one package. */
    public AgentRecipe with(String agentPackage) {
        return new AgentRecipe(steps.stream()
                .map(step -> new Step(
                        step.purpose(),
                        step.command().stream()
                                .map(word -> word.replace(PACKAGE, agentPackage))
                                .toList()))
                .toList());
    }
}
