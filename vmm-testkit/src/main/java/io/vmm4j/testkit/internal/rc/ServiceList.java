package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** {@code rcctl ls}: names, one a line. */
final class ServiceList {

    private static final Pattern NAME = Pattern.compile("[_A-Za-z0-9]+");

    private final SimProcess process;

    ServiceList(SimProcess process) {
        this.process = process;
    }

    private List<String> scripts() throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : process.files().list(Services.SCRIPTS)) {
            if (NAME.matcher(name).matches()
                    && !process.files().stat(Services.SCRIPTS + name).isDirectory()) {
                names.add(name);
            }
        }
        return names;
    }

    /** Scripts and special variables, sorted. */
    List<String> all() throws IOException {
        List<String> names = new ArrayList<>(scripts());
        for (SpecialService special : SpecialService.values()) {
            names.add(special.word());
        }
        names.sort(null);
        return names;
    }

    private boolean isOn(String service) {
        return new ServiceSettings(process, service, RcRelease.OLDER).isEnabled();
    }

    private boolean isSpecial(String service) {
        return SpecialService.named(service).isPresent();
    }

    private boolean isStarted(String service) throws IOException {
        return new ScriptRun(process, service).checks();
    }

    int print(String which) throws IOException {
        List<String> found = new ArrayList<>();
        for (String service : which.equals("started") || which.equals("stopped") ? scripts() : all()) {
            if (matches(which, service)) {
                found.add(service);
            }
        }
        for (String service : found) {
            process.print(service + "\n");
        }
        boolean worrying = which.equals("failed") || which.equals("rogue");
        return worrying && !found.isEmpty() ? 1 : 0;
    }

    private boolean matches(String which, String service) throws IOException {
        return switch (which) {
            case "on" -> isOn(service);
            case "off" -> !isOn(service);
            case "failed" -> isOn(service) && !isSpecial(service) && !isStarted(service);
            case "rogue" -> !isOn(service) && !isSpecial(service) && isStarted(service);
            case "started" -> isStarted(service);
            case "stopped" -> !isStarted(service);
            default -> true;
        };
    }
}
