package io.vmm4j.testkit.internal.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells assignments from other words. */
final class Assignments {

    private Assignments() {}

    /** The word as an assignment, if its beginning is a name and an equals sign, unquoted. */
    static Optional<Tree.Assignment> of(Word word) {
        if (word.parts().isEmpty() || !(word.parts().get(0) instanceof Word.Literal first)) {
            return Optional.empty();
        }
        int equals = first.text().indexOf('=');
        if (equals <= 0) {
            return Optional.empty();
        }
        String name = first.text().substring(0, equals);
        if (name.endsWith("]") && Characters.isName(name.substring(0, Math.max(0, name.indexOf('['))))) {
            throw new SyntaxError("syntax error: arrays are not simulated: " + name, false);
        }
        if (!Characters.isName(name)) {
            return Optional.empty();
        }
        List<Word.Part> value = new ArrayList<>();
        String rest = first.text().substring(equals + 1);
        if (!rest.isEmpty()) {
            value.add(new Word.Literal(rest));
        }
        value.addAll(word.parts().subList(1, word.parts().size()));
        return Optional.of(new Tree.Assignment(name, new Word(value)));
    }
}
