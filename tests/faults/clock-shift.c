/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Preloaded into a phone, it moves two clocks while the phone runs: what a machine's sleep looks like is a jump of
 * the time of day and of the time since boot, while the monotonic clock, which sleeps too, knows nothing of it. A
 * clock set wrong is a jump of the time of day alone. The file named by EARSHOT_CLOCK_SHIFT holds two numbers of
 * seconds as text: by how much the time of day, and by how much the time since boot, are ahead.
 *
 * The kernel tells of either jump by cancelling timers that were armed with TFD_TIMER_CANCEL_ON_SET. So does this
 * library, by letting the last such timer run out; not where EARSHOT_CLOCK_MUTE is set.
 */

#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
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

static atomic_int jump_timer = -1; /* the timer that a jump cancels */

static void *
watch_jumps (void *unused)
{
  const struct itimerspec at_once = { .it_value = { .tv_nsec = 1 } };
  char *path = strdup (getenv ("EARSHOT_CLOCK_SHIFT"));
  char events[sizeof (struct inotify_event) + NAME_MAX + 1];
  long known, day, boot;
  int watch = inotify_init1 (IN_CLOEXEC);

  inotify_add_watch (watch, dirname (path), IN_MOVED_TO);
  free (path);
  read_shift (&known, &boot);
  while (read (watch, events, sizeof events) > 0)
    {
      read_shift (&day, &boot);
      if (day != known)
        syscall (SYS_timerfd_settime, atomic_load (&jump_timer), 0, &at_once, NULL);
      known = day;
    }
  return unused;
}

int
timerfd_settime (int                      timer,
                 int                      flags,
                 const struct itimerspec *value,
                 struct itimerspec       *before)
{
  pthread_t thread;

  if ((flags & TFD_TIMER_CANCEL_ON_SET) && getenv ("EARSHOT_CLOCK_MUTE") == NULL
      && atomic_exchange (&jump_timer, timer) < 0 && pthread_create (&thread, NULL, watch_jumps, NULL) == 0)
    pthread_detach (thread);
  return (int) syscall (SYS_timerfd_settime, timer, flags, value, before);
}
