package io.vmm4j.testkit.internal.linux;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.exec.ShellWords;
import java.util.ArrayList;
import java.util.List;

/** Commands of a cloud-config as the script that cloud-init makes of them: lists are words, texts are lines. */
final class CloudScript {

    private CloudScript() {}

    /** The script; empty if there are no commands. */
    static String of(JsonNode commands) {
        if (!commands.isArray() || commands.isEmpty()) {
            return "";
        }
        StringBuilder script = new StringBuilder("#!/bin/sh\n");
        for (JsonNode command : commands) {
            if (command.isArray()) {
                List<String> words = new ArrayList<>();
                command.forEach(word -> words.add(word.asText()));
                script.append(ShellWords.join(words));
            } else {
                script.append(command.asText());
            }
            script.append('\n');
        }
        return script.toString();
    }
}
