/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* To prove a history sound every page of it is read, which takes a second for a long one, and nothing is shown before. What was
 * closed in peace and not touched since need not be proved again; everything else is: after a crash, a loss of power, or when
 * anybody else wrote into the file. */

#include "config.h"

#include "store-seal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LONGEST_SEAL 128
/* The clock of files may stand still for some milliseconds: a time that it does not give by itself shows the next writing. */
#define MARKED_NS 271828183

/* Which file it is, how long, and when it was written; NULL: there is none, or something waits beside it. */
static char *
describe (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  struct stat file;
  struct stat waiting;

  if (stat (path, &file) != 0 || !S_ISREG (file.st_mode))
    return NULL;
  if (stat (log, &waiting) == 0 && waiting.st_size > 0)
    return NULL;
  return g_strdup_printf ("whole %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld\n",
                          (guint64) file.st_ino, (gint64) file.st_size, (gint64) file.st_mtim.tv_sec,
                          (long) file.st_mtim.tv_nsec);
}

static gboolean
mark_time (const char *path)
{
  struct timespec times[] = { { .tv_nsec = UTIME_OMIT }, { .tv_nsec = MARKED_NS } };
  struct stat file;

  if (stat (path, &file) != 0)
    return FALSE;

  times[1].tv_sec = file.st_mtim.tv_sec;
  return utimensat (AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW) == 0;
}

/* A seal that cannot be broken for good would lie after the next crash. */
static gboolean
empty (int lock_fd)
{
  return ftruncate (lock_fd, 0) == 0 && fdatasync (lock_fd) == 0;
}

/**
 * store_seal_take:
 * @lock_fd: the lock file, locked
 * @path: the history, not open
 *
 * Whether the history is as it was when it was closed in peace. The seal is broken.
 *
 * Returns: %TRUE when nobody touched it since
 */
gboolean
store_seal_take (int         lock_fd,
                 const char *path)
{
  char seal[LONGEST_SEAL] = "";
  gssize length = pread (lock_fd, seal, sizeof seal - 1, 0);
  g_autofree char *now = describe (path);

  if (length <= 0)
    return FALSE;

  return empty (lock_fd) && g_strcmp0 (seal, now) == 0;
}

/**
 * store_seal_set:
 * @lock_fd: the lock file, locked
 * @path: the history, closed in peace
 *
 * Seals a history. What goes wrong costs the next start a moment, and nothing else.
 */
void
store_seal_set (int         lock_fd,
                const char *path)
{
  g_autofree char *seal = mark_time (path) ? describe (path) : NULL;

  if (seal == NULL || !empty (lock_fd) || pwrite (lock_fd, seal, strlen (seal), 0) != (gssize) strlen (seal))
    g_debug ("%s is not sealed: %s", path, g_strerror (errno));
}
