// Asks the veraPDF engine about files; the tests compile this when they run.
// Arguments: pairs of a profile (PDFUA-1, PDFA-2A) and a file. Prints a line for each pair,
// "profile TAB file TAB ok", or in place of "ok" what failed, one rule to a line.

import java.io.FileInputStream;
import java.io.InputStream;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

public class VeraPdf {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 0; i < arguments.length; i += 2) {
            for (String verdict : verdicts(arguments[i], arguments[i + 1])) {
                System.out.println(arguments[i] + "\t" + arguments[i + 1] + "\t" + verdict);
            }
        }
    }

    private static TreeSet<String> verdicts(String name, String file) throws Exception {
        ValidationProfile profile = profile(name);
        TreeSet<String> verdicts = new TreeSet<>();
        try (InputStream stream = new FileInputStream(file);
                PDFAParser parser =
                        Foundries.defaultInstance()
                                .createParser(stream, profile.getPDFAFlavour());
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    verdicts.add(
                            assertion.getRuleId().getClause()
                                    + "-" + assertion.getRuleId().getTestNumber()
                                    + " " + assertion.getMessage().replaceAll("\\s+", " ")
                                    + " at " + assertion.getLocation().getContext());
                }
            }
            if (result.isCompliant()) {
                verdicts.add("ok");
            }
        }
        return verdicts;
    }

    private static ValidationProfile profile(String name) throws Exception {
        String path = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream stream = VeraPdf.class.getResourceAsStream(path)) {
            return Profiles.profileFromXml(stream);
        }
    }
}
