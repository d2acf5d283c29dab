/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: every headset lays out its buttons and lights as it likes, and says how in a small program of its own
 * (Device Class Definition for HID 1.11, section 6.2.2). Whatever is plugged in may say anything: all is counted, bounded, and
 * refused as a whole when it makes no sense. */

#include "headset-layout.h"

#include <string.h>

#define PAGE_LED       0x08
#define PAGE_TELEPHONY 0x0b

#define USAGES_MAX 64
#define DEPTH_MAX  8
#define BITS_MAX   ((HEADSET_REPORT_MAX - 1) * 8)

G_DEFINE_QUARK (headset-error-quark, headset_error)

static const struct
{
  guint32 usage; /* page and number */
  gboolean output;
} parts[HEADSET_N_PARTS] = {
  [HEADSET_PART_HOOK] = { PAGE_TELEPHONY << 16 | 0x20, FALSE },
  [HEADSET_PART_MUTE] = { PAGE_TELEPHONY << 16 | 0x2f, FALSE },
  [HEADSET_PART_DROP] = { PAGE_TELEPHONY << 16 | 0x26, FALSE },
  [HEADSET_PART_LIGHT_OFF_HOOK] = { PAGE_LED << 16 | 0x17, TRUE },
  [HEADSET_PART_LIGHT_RING] = { PAGE_LED << 16 | 0x18, TRUE },
  [HEADSET_PART_LIGHT_MUTE] = { PAGE_LED << 16 | 0x09, TRUE },
  [HEADSET_PART_LIGHT_HOLD] = { PAGE_LED << 16 | 0x20, TRUE },
};

/* What stays from one item to the next, and may be put aside. */
typedef struct
{
  guint32 page;
  guint32 size;
  guint32 count;
  gint32 least;
  guint8 report;
} Globals;

typedef struct
{
  HeadsetLayout *layout;
  Globals globals;
  Globals stack[DEPTH_MAX];
  guint n_stacked;
  guint depth; /* of collections */
  guint32 usages[USAGES_MAX];
  guint n_usages;
  guint32 first;
  guint32 last;
  gboolean ranged;
  guint16 input_bits[256];
} Reader;

typedef struct
{
  guint kind; /* type and tag, as they stand in the first octet */
  guint32 value;
  guint size;
} Item;

static gboolean
complain (GError     **error,
          const char  *what,
          guint32      value)
{
  g_set_error (error, HEADSET_ERROR, HEADSET_ERROR_BAD_DESCRIPTOR, "bad descriptor: %s 0x%x", what, value);
  return FALSE;
}

static gint32
to_signed (const Item *item)
{
  if (item->size == 1)
    return (gint8) item->value;
  return item->size == 2 ? (gint16) item->value : (gint32) item->value;
}

static guint32
with_page (Reader     *reader,
           const Item *item)
{
  return item->size == 4 ? item->value : (reader->globals.page << 16 | (item->value & 0xffff));
}

static void
forget_locals (Reader *reader)
{
  reader->n_usages = 0;
  reader->ranged = FALSE;
  reader->first = 0;
  reader->last = 0;
}

/* The usage of the control at @position; the last one that was named counts for all that follow. */
static guint32
get_usage (Reader *reader,
           guint   position)
{
  if (reader->ranged)
    return MIN (reader->first + position, reader->last);
  return reader->n_usages == 0 ? 0 : reader->usages[MIN (position, reader->n_usages - 1)];
}

static void
take_field (Reader             *reader,
            const HeadsetField *field,
            guint32             usage,
            gboolean            output)
{
  for (guint part = 0; part < HEADSET_N_PARTS; part++)
    {
      if (parts[part].usage == usage && parts[part].output == output && !reader->layout->fields[part].present)
        reader->layout->fields[part] = *field;
    }
}

/* Several numbers, each of which names what is pressed: the first that can be named is the least of them. */
static void
take_list (Reader       *reader,
           HeadsetField *field)
{
  guint n = reader->ranged ? MIN (reader->last - reader->first + 1, USAGES_MAX) : reader->n_usages;

  field->listed = TRUE;
  field->count = (guint16) reader->globals.count;
  for (guint i = 0; i < n; i++)
    {
      field->name = (guint32) reader->globals.least + i;
      take_field (reader, field, get_usage (reader, i), FALSE);
    }
}

static gboolean
take_main (Reader      *reader,
           const Item  *item,
           gboolean     output,
           GError     **error)
{
  Globals *globals = &reader->globals;
  guint16 *bits = output ? &reader->layout->output_bits[globals->report] : &reader->input_bits[globals->report];
  gboolean constant = (item->value & 1) != 0;
  gboolean variable = (item->value & 2) != 0;
  HeadsetField field = { .present = TRUE, .relative = (item->value & 4) != 0, .report = globals->report,
                         .bit = *bits, .size = (guint8) globals->size };

  /* Each is checked before they are multiplied. */
  if (globals->size > BITS_MAX || globals->count > BITS_MAX || globals->size * globals->count > (guint) (BITS_MAX - *bits))
    return complain (error, "report is longer than any; items", globals->count);
  *bits = (guint16) (*bits + globals->size * globals->count);
  if (constant || globals->size == 0 || globals->size > 32)
    return TRUE;
  if (!variable && !output)
    take_list (reader, &field);
  for (guint i = 0; variable && i < globals->count; i++)
    {
      take_field (reader, &field, get_usage (reader, i), output);
      field.bit = (guint16) (field.bit + globals->size);
    }
  return TRUE;
}

static gboolean
take_global (Reader      *reader,
             const Item  *item,
             GError     **error)
{
  Globals *globals = &reader->globals;

  switch (item->kind)
    {
    case 0x04:
      globals->page = item->value & 0xffff;
      return TRUE;
    case 0x14:
      globals->least = to_signed (item);
      return TRUE;
    case 0x74:
      globals->size = item->value;
      return TRUE;
    case 0x84:
      if (item->value == 0 || item->value > 255)
        return complain (error, "no number for a report:", item->value);
      globals->report = (guint8) item->value;
      reader->layout->numbered = TRUE;
      return TRUE;
    case 0x94:
      globals->count = item->value;
      return TRUE;
    case 0xa4:
      if (reader->n_stacked == DEPTH_MAX)
        return complain (error, "too much put aside:", reader->n_stacked);
      reader->stack[reader->n_stacked++] = *globals;
      return TRUE;
    case 0xb4:
      if (reader->n_stacked == 0)
        return complain (error, "nothing was put aside:", 0);
      *globals = reader->stack[--reader->n_stacked];
      return TRUE;
    default:
      return TRUE;
    }
}

static void
take_local (Reader     *reader,
            const Item *item)
{
  if (item->kind == 0x08 && reader->n_usages < USAGES_MAX)
    reader->usages[reader->n_usages++] = with_page (reader, item);
  else if (item->kind == 0x18)
    reader->first = with_page (reader, item);
  else if (item->kind == 0x28)
    {
      reader->last = with_page (reader, item);
      reader->ranged = reader->last >= reader->first;
    }
}

static gboolean
take_item (Reader      *reader,
           const Item  *item,
           GError     **error)
{
  gboolean done = TRUE;

  if ((item->kind & 0x0c) == 0x04)
    return take_global (reader, item, error);
  if ((item->kind & 0x0c) == 0x08)
    {
      take_local (reader, item);
      return TRUE;
    }
  if (item->kind == 0x80 || item->kind == 0x90)
    done = take_main (reader, item, item->kind == 0x90, error);
  else if (item->kind == 0xa0 && reader->depth++ == DEPTH_MAX * 2)
    done = complain (error, "collections in collections:", reader->depth);
  else if (item->kind == 0xc0 && reader->depth-- == 0)
    done = complain (error, "end of no collection:", 0);
  forget_locals (reader);
  return done;
}

/* @at is behind the item then. */
static gboolean
read_item (const guint8  *octets,
           gsize          size,
           gsize         *at,
           Item          *item)
{
  static const guint sizes[] = { 0, 1, 2, 4 };
  guint8 first = octets[(*at)++];

  /* A long item: its length, its tag, and nothing that means anything to anybody. */
  if (first == 0xfe)
    {
      guint length = *at < size ? octets[*at] : 0;

      *item = (Item) { .kind = 0x0c };
      *at += 2 + length;
      return *at <= size;
    }
  *item = (Item) { .kind = first & 0xfc, .size = sizes[first & 3] };
  if (item->size > size - *at)
    return FALSE;
  for (guint n = 0; n < item->size; n++)
    item->value |= (guint32) octets[(*at)++] << (8 * n);
  return TRUE;
}

/**
 * headset_layout_parse:
 * @layout: (out caller-allocates): what was understood
 * @octets: a report descriptor, from whoever made the device
 * @size: how many; more than HEADSET_DESCRIPTOR_MAX are refused
 * @error: (nullable): a HEADSET_ERROR
 *
 * Returns: whether it describes a headset: something with a hook or a button to mute
 */
gboolean
headset_layout_parse (HeadsetLayout  *layout,
                      const guint8   *octets,
                      gsize           size,
                      GError        **error)
{
  Reader reader = { .layout = layout };
  Item item;

  memset (layout, 0, sizeof *layout);
  if (size > HEADSET_DESCRIPTOR_MAX)
    return complain (error, "too long:", (guint32) MIN (size, G_MAXUINT32));
  for (gsize at = 0; at < size;)
    {
      if (!read_item (octets, size, &at, &item))
        return complain (error, "cut off in item", item.kind);
      if (!take_item (&reader, &item, error))
        return FALSE;
    }
  if (layout->fields[HEADSET_PART_HOOK].present || layout->fields[HEADSET_PART_MUTE].present)
    return TRUE;
  g_set_error_literal (error, HEADSET_ERROR, HEADSET_ERROR_NO_HEADSET, "it has neither a hook nor a button to mute");
  return FALSE;
}

static guint32
read_bits (const guint8 *octets,
           guint         bit,
           guint         size)
{
  guint32 value = 0;

  for (guint n = 0; n < size; n++)
    value |= (guint32) (octets[(bit + n) / 8] >> ((bit + n) % 8) & 1) << n;
  return value;
}

/**
 * headset_layout_read:
 * @layout: a layout
 * @part: a part from which something comes
 * @report: what came, with the number of the report where reports have numbers
 * @size: octets of it
 * @on: (out): whether it is pressed, or stands on
 *
 * Returns: whether the report tells anything of @part
 */
gboolean
headset_layout_read (const HeadsetLayout *layout,
                     HeadsetPart          part,
                     const guint8        *report,
                     gsize                size,
                     gboolean            *on)
{
  const HeadsetField *field = &layout->fields[part];
  guint skip = layout->numbered ? 1 : 0;
  guint count = field->listed ? field->count : 1;

  if (!field->present || parts[part].output || size < skip || (skip == 1 && report[0] != field->report)
      || (size - skip) * 8 < (gsize) field->bit + field->size * count)
    return FALSE;
  *on = FALSE;
  for (guint n = 0; n < count; n++)
    {
      guint32 value = read_bits (report + skip, field->bit + n * field->size, field->size);

      *on |= field->listed ? value == field->name : value != 0;
    }
  return TRUE;
}

/**
 * headset_layout_write:
 * @layout: a layout
 * @part: a light
 * @on: which parts are to be lit
 *
 * Returns: (transfer full) (nullable): a report that sets @part and what shares its report, the number of the report first;
 *   %NULL: there is no such light
 */
GBytes *
headset_layout_write (const HeadsetLayout *layout,
                      HeadsetPart          part,
                      const gboolean       on[HEADSET_N_PARTS])
{
  const HeadsetField *field = &layout->fields[part];
  g_autofree guint8 *octets = NULL;
  gsize size;

  if (!field->present || !parts[part].output)
    return NULL;
  size = 1 + (layout->output_bits[field->report] + 7u) / 8;
  octets = g_malloc0 (size);
  octets[0] = field->report;
  for (guint other = 0; other < HEADSET_N_PARTS; other++)
    {
      const HeadsetField *shared = &layout->fields[other];

      if (shared->present && parts[other].output && shared->report == field->report && on[other])
        octets[1 + shared->bit / 8] |= (guint8) (1 << shared->bit % 8);
    }
  return g_bytes_new_take (g_steal_pointer (&octets), size);
}
