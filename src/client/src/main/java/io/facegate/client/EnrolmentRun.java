package io.facegate.client;

import io.facegate.gallery.GalleryName;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Enrols what a source has, and tells what came of it.
 *
 * @param command that speaks to people
 * @param options of each request, as a query
 * @param atOnce requests
 */
record EnrolmentRun(
        CommandSpec command, ServiceConnection connection, GalleryName gallery, String options, int atOnce) {
    /**
     * The exit status: 0 done, 1 to be gone on with.
     *
     * @param count of the pictures
     * @param file that the report is in
     */
    int of(PictureSource source, long count, EnrolmentReport report, Path file)
            throws IOException, InterruptedException {
        long before = report.tally().total();
        String failed;
        try (Stream<Picture> all = source.pictures();
                ProgressBar progress =
                        Progress.of("enrolling").setInitialMax(count).build()) {
            Iterator<Picture> each = all.iterator();
            long undecided = new BulkEnrolment(connection, gallery, options, report, progress).run(each, atOnce);
            failed = undecided == 0 ? "" : "The service failed at %d pictures; its log says why.".formatted(undecided);
        } catch (ClientException e) {
            failed = String.valueOf(e.getMessage());
        }
        PrintWriter out = command.commandLine().getOut();
        out.println(report.tally());
        if (before > 0) {
            out.printf("%d of them in an earlier run%n", before);
        }
        out.printf("Each of them is in %s%n", file);
        out.flush();
        if (failed.isEmpty()) {
            return 0;
        }
        command.commandLine()
                .getErr()
                .printf("%s%nIt is not done. Run the same command again to go on where it stopped.%n", failed);
        command.commandLine().getErr().flush();
        return 1;
    }
}
