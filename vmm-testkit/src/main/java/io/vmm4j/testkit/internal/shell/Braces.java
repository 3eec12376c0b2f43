package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.shell.Word.Literal;
import io.vmm4j.testkit.internal.shell.Word.Part;
import java.util.ArrayList;
import java.util.List;

/** Brace expansion: {@code a{b,c}d} is {@code abd acd}. */
final class Braces {

    private Braces() {}

    /** The words that one stands for; itself if it has no braces with a comma. */
    static List<Word> expand(Word word) {
        boolean any = word.parts().stream()
                .anyMatch(part ->
                        part instanceof Literal literal && literal.text().indexOf('{') >= 0);
        if (!any) {
            return List.of(word);
        }
        List<Word> words = new ArrayList<>();
        for (List<Part> units : expandUnits(units(word))) {
            words.add(joined(units));
        }
        return words;
    }

    /** The word in pieces: literal text by character, everything else whole. */
    private static List<Part> units(Word word) {
        List<Part> units = new ArrayList<>();
        for (Part part : word.parts()) {
            if (part instanceof Literal literal) {
                literal.text().chars().forEach(c -> units.add(new Literal(String.valueOf((char) c))));
            } else {
                units.add(part);
            }
        }
        return units;
    }

    private static List<List<Part>> expandUnits(List<Part> units) {
        for (int open = 0; open < units.size(); open++) {
            if (!is(units.get(open), "{")) {
                continue;
            }
            List<Integer> cuts = cuts(units, open);
            if (cuts.size() > 2) {
                return alternatives(units, open, cuts);
            }
        }
        return List.of(units);
    }

    private static List<List<Part>> alternatives(List<Part> units, int open, List<Integer> cuts) {
        int close = cuts.get(cuts.size() - 1);
        List<List<Part>> all = new ArrayList<>();
        for (int i = 0; i + 1 < cuts.size(); i++) {
            List<Part> one = new ArrayList<>(units.subList(0, open));
            one.addAll(units.subList(cuts.get(i) + 1, cuts.get(i + 1)));
            one.addAll(units.subList(close + 1, units.size()));
            all.addAll(expandUnits(one));
        }
        return all;
    }

    /** Where the brace opens, its commas and where it closes; only the opening if it never does. */
    private static List<Integer> cuts(List<Part> units, int open) {
        List<Integer> cuts = new ArrayList<>(List.of(open));
        int depth = 0;
        for (int i = open; i < units.size(); i++) {
            if (is(units.get(i), "{")) {
                depth++;
            } else if (is(units.get(i), ",") && depth == 1) {
                cuts.add(i);
            } else if (is(units.get(i), "}")) {
                depth--;
                if (depth == 0) {
                    cuts.add(i);
                    return cuts;
                }
            }
        }
        return List.of(open);
    }

    private static boolean is(Part unit, String text) {
        return unit instanceof Literal literal && literal.text().equals(text);
    }

    private static Word joined(List<Part> units) {
        WordReader.Parts parts = new WordReader.Parts();
        units.forEach(parts::add);
        return parts.toWord();
    }
}
