package io.vmm4j.testkit.internal.net;

import java.util.ArrayList;
import java.util.List;

/** Reads hostname.if(5): each line is a run of ifconfig(8), except that a mask may follow an address without a word. */
public final class HostnameIf {

    private HostnameIf() {}

    /** The arguments of the runs of ifconfig(8), without its name; lines that run other commands are left out. */
    public static List<List<String>> runs(String device, List<String> lines) {
        List<List<String>> runs = new ArrayList<>();
        for (String line : lines) {
            String text = line.replaceFirst("#.*", "").strip();
            if (!text.isEmpty() && !text.startsWith("!")) {
                List<String> run = new ArrayList<>(List.of(device));
                run.addAll(words(List.of(text.split("\\s+"))));
                runs.add(run);
            }
        }
        return runs;
    }

    private static List<String> words(List<String> line) {
        int address = line.size() > 1 && line.get(1).equals("alias") ? 2 : 1;
        boolean masked = line.get(0).equals("inet")
                && line.size() > address + 1
                && Inet4.parse(line.get(address)).isPresent()
                && Inet4.parse(line.get(address + 1)).isPresent();
        if (!masked) {
            return line;
        }
        List<String> words = new ArrayList<>(line);
        words.add(address + 1, "netmask");
        if (words.size() > address + 3 && Inet4.parse(words.get(address + 3)).isPresent()) {
            words.add(address + 3, "broadcast");
        }
        return words;
    }
}
