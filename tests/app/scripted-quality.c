/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a call is heard, as a test says. */

#include "scripted-quality.h"

struct _PhoneCallQuality
{
  GObject parent_instance;

  gboolean secure;
  const char *verdict;
  const char *verdict_text;
  const char *security_text;
  const char *comparison_words;
  GListStore *readings;
};

G_DEFINE_FINAL_TYPE (PhoneCallQuality, phone_call_quality, G_TYPE_OBJECT)

static void
phone_call_quality_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  g_value_set_boolean (value, PHONE_CALL_QUALITY (object)->secure);
}

static void
phone_call_quality_finalize (GObject *object)
{
  g_object_unref (PHONE_CALL_QUALITY (object)->readings);
  G_OBJECT_CLASS (phone_call_quality_parent_class)->finalize (object);
}

static void
phone_call_quality_class_init (PhoneCallQualityClass *klass)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = phone_call_quality_get_property;
  G_OBJECT_CLASS (klass)->finalize = phone_call_quality_finalize;
  g_object_class_install_property (G_OBJECT_CLASS (klass), 1,
                                   g_param_spec_boolean ("secure", NULL, NULL, FALSE, flags));
}

static void
phone_call_quality_init (PhoneCallQuality *self)
{
  self->readings = g_list_store_new (PHONE_TYPE_READING);
}

PhoneCallQuality *
scripted_quality_new (void)
{
  return g_object_new (PHONE_TYPE_CALL_QUALITY, NULL);
}

void
scripted_quality_judge (PhoneCallQuality *self,
                        const char       *verdict,
                        const char       *text)
{
  self->verdict = verdict;
  self->verdict_text = text;
  g_object_notify (G_OBJECT (self), "secure");
}

void
scripted_quality_secure (PhoneCallQuality *self,
                         gboolean          secure,
                         const char       *text,
                         const char       *words)
{
  self->secure = secure;
  self->security_text = text;
  self->comparison_words = words;
  g_object_notify (G_OBJECT (self), "secure");
}

PhoneReading *
scripted_quality_measure (PhoneCallQuality *self,
                          double            mos,
                          double            loss)
{
  guint second = g_list_model_get_n_items (G_LIST_MODEL (self->readings));
  g_autoptr (PhoneReading) reading = scripted_reading_new (second, mos, loss);

  g_list_store_append (self->readings, reading);
  return reading;
}

GListModel *
phone_call_quality_get_readings (PhoneCallQuality *self)
{
  return G_LIST_MODEL (self->readings);
}

PhoneReading *
phone_call_quality_get_last (PhoneCallQuality *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->readings));
  g_autoptr (PhoneReading) last = n > 0 ? g_list_model_get_item (G_LIST_MODEL (self->readings), n - 1) : NULL;

  return last;
}

gboolean
phone_call_quality_is_secure (PhoneCallQuality *self)
{
  return self->secure;
}

const char *
phone_call_quality_get_verdict (PhoneCallQuality *self)
{
  return self->verdict != NULL ? self->verdict : "none";
}

const char *
phone_call_quality_get_codec_text (PhoneCallQuality *self)
{
  return "Opus";
}

const char *
phone_call_quality_get_path_text (PhoneCallQuality *self)
{
  return "Through a relay";
}

const char *
phone_call_quality_get_verdict_text (PhoneCallQuality *self)
{
  return self->verdict_text;
}

const char *
phone_call_quality_get_security_text (PhoneCallQuality *self)
{
  return self->security_text;
}

const char *
phone_call_quality_get_comparison_words (PhoneCallQuality *self)
{
  return self->comparison_words;
}
