/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HEADSET_ERROR (headset_error_quark ())
GQuark headset_error_quark (void);

typedef enum
{
  HEADSET_ERROR_BAD_DESCRIPTOR, /* what it says of itself makes no sense */
  HEADSET_ERROR_NO_HEADSET,     /* it is something else: a keyboard, a mouse */
} HeadsetError;

/* The parts of a headset that a telephone cares for (HID Usage Tables, pages 0x0B and 0x08). */
typedef enum
{
  HEADSET_PART_HOOK, /* from here on what comes from it */
  HEADSET_PART_MUTE,
  HEADSET_PART_DROP,
  HEADSET_PART_LIGHT_OFF_HOOK, /* from here on what goes to it */
  HEADSET_PART_LIGHT_RING,
  HEADSET_PART_LIGHT_MUTE,
  HEADSET_PART_LIGHT_HOLD,
  HEADSET_N_PARTS,
} HeadsetPart;

#define HEADSET_DESCRIPTOR_MAX 4096 /* octets; as much as the kernel keeps */
#define HEADSET_REPORT_MAX     1024 /* octets, with the number of the report */

typedef struct
{
  gboolean present;
  gboolean relative;  /* tells of presses, not of how it stands */
  gboolean listed;    /* one of several numbers, each the name of what is pressed */
  guint8 report;      /* 0: reports have no numbers */
  guint16 bit;        /* where it begins behind the number */
  guint8 size;        /* bits, 1 to 32 */
  guint16 count;      /* numbers in the list */
  guint32 name;       /* its own number in the list */
} HeadsetField;

/* Where each part is in what a headset sends and is sent. A plain value. */
typedef struct
{
  HeadsetField fields[HEADSET_N_PARTS];
  guint16 output_bits[256]; /* how long each report to it is */
  gboolean numbered;
} HeadsetLayout;

gboolean headset_layout_parse (HeadsetLayout  *layout,
                               const guint8   *octets,
                               gsize           size,
                               GError        **error);
/* FALSE: the report does not tell. */
gboolean headset_layout_read  (const HeadsetLayout *layout,
                               HeadsetPart          part,
                               const guint8        *report,
                               gsize                size,
                               gboolean            *on);
/* The report that sets @part, and all other lights that are in the same; NULL: it has no such light. */
GBytes  *headset_layout_write (const HeadsetLayout *layout,
                               HeadsetPart          part,
                               const gboolean       on[HEADSET_N_PARTS]);

G_END_DECLS
