/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Preloaded into a phone, it moves two clocks while the phone runs: what a machine's sleep looks like is a jump of
 * the time of day and of the time since boot, while the monotonic clock, which sleeps too, knows nothing of it. A
 * clock set wrong is a jump of the time of day alone. The file named by EARSHOT_CLOCK_SHIFT holds two numbers of
 * seconds as text: by how much the time of day, and by how much the time since boot, are ahead.
 */

#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static void
read_shift (long *day,
            long *boot)
{
  const char *path = getenv ("EARSHOT_CLOCK_SHIFT");
  char text[64] = "";
  char *end;
  int file = path != NULL ? open (path, O_RDONLY | O_CLOEXEC) : -1;

  *day = *boot = 0;
  if (file < 0)
    return;
  if (read (file, text, sizeof text - 1) > 0)
    {
      *day = strtol (text, &end, 10);
      *boot = strtol (end, NULL, 10);
    }
  close (file);
}

int
clock_gettime (clockid_t        clock,
               struct timespec *now)
{
  long day, boot;
  int result = (int) syscall (SYS_clock_gettime, clock, now);

  if (result != 0 || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE && clock != CLOCK_BOOTTIME))
    return result;
  read_shift (&day, &boot);
  now->tv_sec += clock == CLOCK_BOOTTIME ? boot : day;
  return result;
}

int
gettimeofday (struct timeval *now,
              void           *zone)
{
  struct timespec time;
  int result = clock_gettime (CLOCK_REALTIME, &time);

  now->tv_sec = time.tv_sec;
  now->tv_usec = time.tv_nsec / 1000;
  return result;
}

time_t
time (time_t *now)
{
  struct timespec time;

  clock_gettime (CLOCK_REALTIME, &time);
  if (now != NULL)
    *now = time.tv_sec;
  return time.tv_sec;
}
